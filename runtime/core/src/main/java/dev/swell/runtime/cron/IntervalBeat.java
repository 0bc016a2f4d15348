package dev.swell.runtime.cron;

import java.time.Duration;
import java.time.Instant;

/** Each time is so much after the one before, whatever the wall's clock shows. */
final class IntervalBeat implements Beat {

    private final long interval;
    private final Clocks clocks;
    private long deadline;

    /** Makes one that begins at about now; if that is later by more than the interval, the first time isn't. */
    IntervalBeat(long interval, Clocks clocks, long start) {
        this.interval = interval;
        this.clocks = clocks;
        long now = clocks.nano();
        this.deadline = start + interval - Math.max(0, start - now) / interval * interval;
        if (deadline - now < 0) {
            advance();
        }
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
