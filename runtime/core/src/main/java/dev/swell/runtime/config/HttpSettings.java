package dev.swell.runtime.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The keys {@code swell.http.*}.
 *
 * @param host the address to bind
 * @param port the port to bind, 0 for any free one
 * @param serverHeader the value of the Server header, if there shall be one
 * @param maxBody bytes
 * @param maxHeaders bytes
 * @param idleTimeout between requests
 * @param requestTimeout for head and body to arrive whole
 * @param maxConcurrent requests handled at once
 * @param maxQueued requests that wait
 * @param compression whether responses are compressed
 * @param sessionTimeout after a session's last request
 * @param sessionCookie the cookie's name
 */
public record HttpSettings(String host, int port, Optional<String> serverHeader, long maxBody, int maxHeaders,
        Duration idleTimeout, Duration requestTimeout, int maxConcurrent, int maxQueued, boolean compression,
        Duration sessionTimeout, String sessionCookie) {

    /** Returns what holds where nothing is configured. */
    public static HttpSettings defaults() {
        return Settings.defaults().http();
    }
}
