package dev.swell.tck.benchmarks.tasks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long things took, in classes of 10 us up to 1 s. */
final class Latencies {

    private static final long CLASS_NANOS = 10_000;

    private final AtomicLongArray counts = new AtomicLongArray((int) (TimeUnit.SECONDS.toNanos(1) / CLASS_NANOS));

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(counts.length() - 1, nanos / CLASS_NANOS));
    }

    /** Returns the time that so great a part of them took at most. */
    double millis(double part) {
        long all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.get(i);
        }
        long left = (long) Math.ceil(all * part);
        int i = 0;
        while (i < counts.length() - 1 && left > counts.get(i)) {
            left -= counts.get(i);
            i++;
        }
        return (i + 1) * CLASS_NANOS / 1e6;
    }
}
