package dev.swell.runtime.config;

/** A source of configuration that may change while the process runs. It lives as long as the process. */
public interface LiveSource extends AutoCloseable {

    /** Returns its values. */
    LiveValues values();

    /** Has a thread of its own look for changes from now on, and replace the values. Called at most once. */
    void watch();

    /** Ends that; nothing is left running. */
    @Override
    void close();
}
