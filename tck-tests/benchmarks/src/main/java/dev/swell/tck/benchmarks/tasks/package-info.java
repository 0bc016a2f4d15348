/** Measures what tasks cost: start reading at {@link dev.swell.tck.benchmarks.tasks.TasksBenchmark}. */
package dev.swell.tck.benchmarks.tasks;
