/**
 * Sees whether the class loaders of closed workers go, and says what holds one that doesn't: start reading at
 * {@link dev.swell.runtime.worker.leak.LeakWatch}.
 */
package dev.swell.runtime.worker.leak;
