package dev.swell.runtime.config;

import java.util.Set;

/**
 * The keys {@code swell.socket.*}.
 *
 * @param maxFrame bytes of a message
 * @param sendBuffer bytes that may wait for one peer
 * @param allowedOrigins origins other than the server's own, as browsers write them
 * @param maxConcurrent messages handled at once
 */
public record SocketSettings(long maxFrame, long sendBuffer, Set<String> allowedOrigins, int maxConcurrent) {

    /** Returns what holds where nothing is configured. */
    public static SocketSettings defaults() {
        return Settings.defaults().socket();
    }
}
