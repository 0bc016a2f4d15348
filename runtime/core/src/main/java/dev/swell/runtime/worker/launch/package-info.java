/**
 * Starts the application from its files: start reading at {@link dev.swell.runtime.worker.launch.Launch}. The files are
 * copied, a class loader and a container of their own are made, and a {@link dev.swell.runtime.worker.Worker} comes out.
 */
package dev.swell.runtime.worker.launch;
