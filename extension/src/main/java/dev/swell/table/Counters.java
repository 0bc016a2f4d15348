package dev.swell.table;

/**
 * Numbers that the whole server shares, by their names. They outlive reloads, not the process. Inject it anywhere; it may be
 * used from any thread. Where no runtime serves the container each method throws {@link IllegalStateException}.
 */
public interface Counters {

    /** A number. Safe for any thread; no method waits for another thread. */
    interface Counter {

        /** Returns it. */
        long get();

        /** Sets it. */
        void set(long value);

        /** Adds to it, and returns the sum. */
        long add(long delta);

        /** Sets it if it is what is expected; returns false if it isn't. */
        boolean compareAndSet(long expected, long value);
    }

    /**
     * Returns the counter of that name, the same each time and over reloads; at first it is 0. It may be kept. None ever
     * goes, so don't make names of what clients send.
     *
     * @throws IllegalArgumentException if the name is empty, longer than 200 characters or has control characters
     * @throws IllegalStateException if it would be the 100,001st
     */
    Counter get(String name);
}
