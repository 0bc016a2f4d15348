package dev.swell.runtime.worker;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Counts who is in a worker, without a counter that all threads write. */
final class Lease {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(2).toNanos();
    private static final int ENTERED = 0;
    private static final int LEFT = 1;

    private final Stripes counts = new Stripes(2);

    void enter(int stripe) {
        counts.add(stripe, ENTERED, 1);
    }

    void leave(int stripe) {
        counts.add(stripe, LEFT, 1);
    }

    /** Waits until all are returned; false if some are out after that time, or when this thread is interrupted. */
    boolean isIdleWithin(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (active() > 0) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    long active() {
        long out = counts.sum(LEFT); // first: whoever comes and goes between the two sums then counts as active, never as gone
        return counts.sum(ENTERED) - out;
    }
}
