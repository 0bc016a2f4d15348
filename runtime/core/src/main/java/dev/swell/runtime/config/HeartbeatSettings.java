package dev.swell.runtime.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The keys {@code swell.heartbeat.*}.
 *
 * @param idleTime how long a peer may be silent
 * @param checkInterval how often that is looked at; empty means never
 */
public record HeartbeatSettings(Duration idleTime, Optional<Duration> checkInterval) {}
