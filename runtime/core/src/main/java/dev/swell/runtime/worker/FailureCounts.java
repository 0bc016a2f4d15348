package dev.swell.runtime.worker;

import java.util.concurrent.atomic.LongAdder;

/** What went wrong in application code. A master counts for all of its workers. Safe for any thread. */
public final class FailureCounts {

    private final LongAdder escaped = new LongAdder();
    private final LongAdder cleaners = new LongAdder();

    void countEscaped() {
        escaped.increment();
    }

    void countCleaner() {
        cleaners.increment();
    }

    /** Returns how many times application code has let a {@link Throwable} escape. */
    public long escaped() {
        return escaped.sum();
    }

    /** Returns how many times a cleaner has failed. */
    public long cleaners() {
        return cleaners.sum();
    }
}
