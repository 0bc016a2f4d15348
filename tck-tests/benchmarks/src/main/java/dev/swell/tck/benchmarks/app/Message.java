package dev.swell.tck.benchmarks.app;

/** What JSON answers carry. */
public record Message(String message) {}
