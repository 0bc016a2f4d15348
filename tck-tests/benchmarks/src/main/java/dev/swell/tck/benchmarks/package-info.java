/** Measures Swell beside bare Undertow in one run: start reading at {@link dev.swell.tck.benchmarks.Benchmarks}. */
package dev.swell.tck.benchmarks;
