package dev.swell.runtime.observe;

import org.eclipse.microprofile.metrics.Counter;

/**
 * The messages of one handler's connections.
 *
 * @param received counts what clients sent
 * @param sent counts what they are sent
 */
public record SocketTraffic(Counter received, Counter sent) {}
