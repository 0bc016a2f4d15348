package dev.swell.runtime.cron;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.swell.extension.schedule.Schedule;
import dev.swell.extension.schedule.Schedule.Cron;
import dev.swell.extension.schedule.Schedule.Every;

/** When a job is due next. Not safe for threads. */
interface Beat {

    /**
     * Returns that of a schedule; empty if it is never due.
     *
     * @param start when an interval begins for the first time, as of {@link System#nanoTime}
     */
    static Optional<Beat> of(Schedule schedule, Clocks clocks, long start) {
        if (schedule instanceof Every every) {
            return Optional.of(new IntervalBeat(every.interval().toNanos(), clocks, start));
        }
        return schedule instanceof Cron cron ? Optional.of(new ClockBeat(cron, clocks)) : Optional.empty();
    }

    /** Returns when it is due, as of {@link System#nanoTime}. */
    long deadline();

    /** Returns when it is due, as the wall's clock will show; null if never again. */
    Instant due();

    /** Tells whether its time has not come, although its deadline has: the clock was put back. */
    boolean isEarly();

    /**
     * Goes on to the next time that lies ahead.
     *
     * @return how many times were left out, as far as they are counted
     */
    long advance();

    /** Looks anew at the wall's clock, which was set by so much, back if that is negative. */
    void clockSet(Duration by);
}
