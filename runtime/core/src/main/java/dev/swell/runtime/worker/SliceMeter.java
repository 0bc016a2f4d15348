package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.time.Duration;

/**
 * How long a route, a resource method or a message handler keeps an I/O thread busy at once. One that does so again and
 * again goes to the common scheduler, and is tried again later, at growing intervals. Safe for any thread; as long as all
 * slices are short it is only read.
 */
public final class SliceMeter {

    private static final long LONG_NANOS = Duration.ofMillis(1).toNanos();
    private static final long VERY_LONG_NANOS = Duration.ofMillis(20).toNanos();
    // Slow slices in a row, or two very slow ones: the first call of anything loads classes, and some are just unlucky.
    private static final int LONG = 1;
    private static final int VERY_LONG = 8;
    private static final int LIMIT = 16;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LAST_PAUSE = Duration.ofMinutes(10);
    /** So many times what a slice takes passes until the next try: other connections wait for a 500th of the time at most. */
    private static final int PAUSE_PER_SLICE = 500;

    private final String name;
    private volatile int score;
    private volatile boolean moved;
    private volatile boolean logged;
    private volatile long retryAt;
    private volatile Duration nextPause = FIRST_PAUSE;
    private volatile long longest;

    /**
     * Makes one.
     *
     * @param name what the log and the status call it
     */
    public SliceMeter(String name) {
        this.name = name;
    }

    /** Returns what it measures. */
    public String name() {
        return name;
    }

    /** Tells whether it is on the common scheduler now. */
    public boolean isMoved() {
        return moved;
    }

    /** Returns the longest slice that was too long, in nanoseconds. */
    public long longestNanos() {
        return longest;
    }

    /** Tells whether its work may run on an I/O thread. */
    boolean mayRunHere() {
        return !moved || retry();
    }

    private boolean retry() {
        if (System.nanoTime() - retryAt < 0) {
            return false;
        }
        score = LIMIT - LONG; // one more, and it is over again
        moved = false;
        return true;
    }

    void took(long nanos) {
        if (nanos > LONG_NANOS) {
            tooLong(nanos);
        } else if (score > 0) {
            better();
        }
    }

    private void better() {
        score = Math.max(0, score - 1); // lost updates of other threads don't matter
        if (score == 0) {
            nextPause = FIRST_PAUSE;
        }
    }

    private void tooLong(long nanos) {
        longest = Math.max(longest, nanos);
        score = Math.min(LIMIT, score + (nanos > VERY_LONG_NANOS ? VERY_LONG : LONG));
        if (score == LIMIT && !moved) {
            move(nanos);
        }
    }

    private void move(long nanos) {
        Duration pause = pauseAfter(nanos);
        retryAt = System.nanoTime() + pause.toNanos();
        moved = true;
        if (!logged) {
            logged = true;
            LOG.moved(name, Duration.ofNanos(nanos).toMillis(), Duration.ofNanos(longest).toMillis());
        }
        nextPause = pause.multipliedBy(2);
    }

    /** Returns how long a slice of that length has it stay away from the I/O threads. */
    Duration pauseAfter(long nanos) {
        Duration pause = Duration.ofNanos(nanos).multipliedBy(PAUSE_PER_SLICE);
        pause = pause.compareTo(nextPause) > 0 ? pause : nextPause;
        return pause.compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : pause;
    }
}
