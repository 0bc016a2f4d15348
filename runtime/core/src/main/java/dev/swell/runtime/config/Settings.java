package dev.swell.runtime.config;

import java.time.Duration;
import java.util.Optional;

/**
 * All that is configured, read and checked.
 *
 * @param http HTTP
 * @param socket WebSocket
 * @param state lanes
 * @param management health and metrics
 * @param log logging
 * @param threads which threads run application code
 * @param stopMaxWait how long a stop waits for what still runs
 * @param attached whether a container that someone else started is served
 * @param versionLabel the label of the application's version
 */
public record Settings(HttpSettings http, SocketSettings socket, StateSettings state, ManagementSettings management,
        LogSettings log, Threads threads, Duration stopMaxWait, boolean attached, Optional<String> versionLabel) {

    /** Returns what holds where nothing is configured. */
    public static Settings defaults() {
        return SettingsReader.read(new KeyReader(Values.none()));
    }
}
