/**
 * Reloads an application under load, and looks for anything that its clients could notice or that is left behind: start
 * reading at {@link dev.swell.tck.benchmarks.reload.ReloadTrial}.
 */
package dev.swell.tck.benchmarks.reload;
