package dev.swell.tck.benchmarks.crash.app;

/**
 * What is to be done.
 *
 * @param key tells it from all others
 */
public record Work(String key) {}
