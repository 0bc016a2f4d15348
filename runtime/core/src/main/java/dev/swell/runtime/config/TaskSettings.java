package dev.swell.runtime.config;

/**
 * The keys {@code swell.task.*}.
 *
 * @param maxConcurrent tasks and listeners that run at once
 * @param maxQueued tasks and events that wait
 */
public record TaskSettings(int maxConcurrent, int maxQueued) {

    /** Returns what holds where nothing is configured. */
    public static TaskSettings defaults() {
        return Settings.defaults().task();
    }
}
