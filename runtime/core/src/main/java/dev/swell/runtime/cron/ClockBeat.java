package dev.swell.runtime.cron;

import java.time.Duration;
import java.time.Instant;

import dev.swell.extension.schedule.Schedule.Cron;

/** Times of the wall's clock. */
final class ClockBeat implements Beat {

    /** One that is put back by less was a little wrong, and shows times that have been; by more, it was not the time at all. */
    private static final Duration CORRECTION = Duration.ofHours(3);

    private final Cron cron;
    private final Clocks clocks;
    private Instant due;

    ClockBeat(Cron cron, Clocks clocks) {
        this.cron = cron;
        this.clocks = clocks;
        this.due = after(clocks.now());
    }

    private Instant after(Instant time) {
        return cron.expression().next(time, cron.zone()).orElse(null);
    }

    @Override
    public long deadline() {
        return clocks.nano(due == null ? Instant.MAX : due);
    }

    @Override
    public Instant due() {
        return due;
    }

    @Override
    public boolean isEarly() {
        return due == null || clocks.now().isBefore(due);
    }

    @Override
    public long advance() {
        Instant now = clocks.now();
        if (due != null) {
            due = after(due.isAfter(now) ? due : now);
        }
        return 0;
    }

    @Override
    public void clockSet(Duration by) {
        boolean back = by.isNegative();
        if (back && (cron.expression().repeats() || by.negated().compareTo(CORRECTION) >= 0)) {
            due = after(clocks.now());
        }
    }
}
