package dev.swell.runtime.master;

/**
 * A reload that has worked.
 *
 * @param workerId the number of the worker that has taken over
 * @param millis how long it took, in milliseconds
 */
public record Reload(int workerId, long millis) {}
