/**
 * The application that is measured. {@link dev.swell.tck.benchmarks.BareUndertow} runs its handlers without Swell.
 */
package dev.swell.tck.benchmarks.app;
