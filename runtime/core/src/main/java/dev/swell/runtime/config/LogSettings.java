package dev.swell.runtime.config;

import java.util.Map;

/**
 * The keys {@code swell.log.*}.
 *
 * @param level for all categories that are not named
 * @param categories the levels of categories
 * @param format how lines are written
 */
public record LogSettings(LogLevel level, Map<String, LogLevel> categories, LogFormat format) {

    /** Returns what holds where nothing is configured. */
    public static LogSettings defaults() {
        return Settings.defaults().log();
    }
}
