package dev.swell.runtime.cron;

import java.time.Duration;
import java.time.Instant;

/** Each time is so much after the one before, whatever the wall's clock shows. */
final class IntervalBeat implements Beat {

    private final long interval;
    private final Clocks clocks;
    private long deadline;

    IntervalBeat(long interval, Clocks clocks, long offset) {
        this.interval = interval;
        this.clocks = clocks;
        this.deadline = clocks.nano() + interval + offset % interval;
    }

    @Override
    public long deadline() {
        return deadline;
    }

    @Override
    public Instant due() {
        return clocks.instant(deadline);
    }

    @Override
    public boolean isEarly() {
        return false;
    }

    @Override
    public long advance() {
        long missed = Math.max(0, (clocks.nano() - deadline) / interval);
        deadline += (missed + 1) * interval;
        return missed;
    }

    @Override
    public void clockSet(Duration by) {
        // is of no interest
    }

    /** Has the next time come no later than that of another interval would have. */
    void notAfter(long other) {
        if (other - deadline < 0) {
            deadline = other;
        }
    }
}
