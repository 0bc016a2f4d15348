package dev.swell.tck.benchmarks.peers;

/** What JSON answers carry. */
public record Message(String message) {}
