package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a route, a resource method or a message handler keeps an I/O thread busy at once. One whose slices take more
 * than 1 ms on average, or whose very long ones are not rare, goes to the common scheduler, and is tried again later, at
 * growing intervals. Safe for any thread, and updates that are lost don't matter; as long as all slices are short it is only
 * read.
 */
public final class SliceMeter {

    private static final long LONG_NANOS = Duration.ofMillis(1).toNanos();
    private static final long VERY_LONG_NANOS = Duration.ofMillis(20).toNanos();
    // The first call of anything loads classes, and some are just unlucky: no slice alone moves it.
    private static final long LIMIT = 5 * VERY_LONG_NANOS;
    private static final int LEAST_MEMORY = 100;
    private static final int MOST_MEMORY = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LAST_PAUSE = Duration.ofMinutes(10);
    /** So many times what a slice takes passes until the next try: other connections wait for a 500th of the time at most. */
    private static final int PAUSE_PER_SLICE = 500;

    private final String name;
    private final Duration firstPause;
    private final AtomicLong retryAt = new AtomicLong();
    /** By how much the slices of late have been longer, together, than 1 ms each; one counts 20 ms at most. */
    private volatile long excess;
    /** For so many slices more a very long one isn't forgotten. */
    private volatile int memory;
    private volatile boolean moved;
    private volatile boolean trying;
    private volatile boolean logged;
    private volatile Duration nextPause;
    private volatile long longest;

    /**
     * Makes one.
     *
     * @param name what the log and the status call it
     */
    public SliceMeter(String name) {
        this(name, FIRST_PAUSE);
    }

    SliceMeter(String name, Duration firstPause) {
        this.name = name;
        this.firstPause = firstPause;
        this.nextPause = firstPause;
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

    /** Lets one piece of work try, whose next slice decides. */
    private boolean retry() {
        long due = retryAt.get();
        long now = System.nanoTime();
        if (now - due < 0 || !retryAt.compareAndSet(due, now + nextPause.toNanos())) { // later, if that one never tells
            return false;
        }
        trying = true;
        return true;
    }

    void took(long nanos) {
        if (nanos > LONG_NANOS) {
            tooLong(nanos);
        } else if (moved) {
            comeBack();
        } else if (excess > 0 || memory > 0) {
            better(nanos);
        }
    }

    private void comeBack() {
        if (trying) {
            trying = false;
            excess = LIMIT - 1; // one more that is too long, and it is over again
            memory = 0;
            moved = false;
        }
    }

    private void better(long nanos) {
        excess = Math.max(0, excess - (LONG_NANOS - nanos));
        memory = Math.max(0, memory - 1);
        if (excess == 0 && memory == 0) {
            nextPause = firstPause;
        }
    }

    private void tooLong(long nanos) {
        longest = Math.max(longest, nanos);
        if (moved) {
            if (trying) {
                move(nanos);
            }
            return;
        }
        excess += Math.min(nanos, VERY_LONG_NANOS) - LONG_NANOS;
        boolean often = nanos > VERY_LONG_NANOS && memory > 0;
        if (nanos > VERY_LONG_NANOS) {
            memory = remembered(nanos);
        } else {
            memory = Math.max(0, memory - 1);
        }
        if (often || excess >= LIMIT) {
            move(nanos);
        }
    }

    /** Returns for how many slices: those among which it is more than 1 ms of each, even if they take no time. */
    private static int remembered(long nanos) {
        return (int) Math.max(LEAST_MEMORY, Math.min(MOST_MEMORY, nanos / LONG_NANOS));
    }

    private void move(long nanos) {
        Duration pause = pauseAfter(nanos);
        retryAt.set(System.nanoTime() + pause.toNanos());
        trying = false;
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
