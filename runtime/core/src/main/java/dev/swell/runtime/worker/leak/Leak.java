package dev.swell.runtime.worker.leak;

/**
 * A closed worker whose class loader is still in memory.
 *
 * @param workerId the worker's number
 * @param holder what holds it, for people: names of threads, types and fields, never values
 */
public record Leak(int workerId, String holder) {}
