package dev.swell.runtime.config;

import java.time.Duration;

/**
 * The keys {@code swell.reload.*}.
 *
 * @param maxWait how long what the old worker still runs may take
 * @param maxRequests after how many requests the worker is replaced, 0 for never
 */
public record ReloadSettings(Duration maxWait, int maxRequests) {}
