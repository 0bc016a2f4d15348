/** The application of the crash trial. */
package dev.swell.tck.benchmarks.crash.app;
