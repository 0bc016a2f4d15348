package dev.swell.runtime.config;

/**
 * The keys {@code swell.management.*}.
 *
 * @param enabled whether health and metrics are served at all
 * @param host the address to bind
 * @param port the port to bind, 0 for any free one
 */
public record ManagementSettings(boolean enabled, String host, int port) {

    /** Returns what holds where nothing is configured. */
    public static ManagementSettings defaults() {
        return Settings.defaults().management();
    }
}
