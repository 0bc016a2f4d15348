/**
 * Kills a server that has durable tasks, again and again, fills its disk and damages its journal: start reading at
 * {@link dev.swell.tck.benchmarks.crash.CrashTrial}.
 */
package dev.swell.tck.benchmarks.crash;
