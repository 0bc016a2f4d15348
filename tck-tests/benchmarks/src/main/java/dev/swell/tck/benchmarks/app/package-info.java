/** The application that is measured: what {@link dev.swell.tck.benchmarks.BareUndertow} does, by Swell's annotations. */
package dev.swell.tck.benchmarks.app;
