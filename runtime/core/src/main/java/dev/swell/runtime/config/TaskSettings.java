package dev.swell.runtime.config;

/**
 * The keys {@code swell.task.*}.
 *
 * @param maxConcurrent tasks and listeners that run at once
 * @param maxQueued tasks and events that wait
 * @param allDurable whether all are kept on disk, not only those that ask for it or are delayed
 * @param maxJournal bytes that the files may have in which they are kept
 */
public record TaskSettings(int maxConcurrent, int maxQueued, boolean allDurable, long maxJournal) {

    /** Returns what holds where nothing is configured. */
    public static TaskSettings defaults() {
        return Settings.defaults().task();
    }
}
