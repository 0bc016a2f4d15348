package dev.swell.runtime.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clock of the wall, which may be set at any time, and that of the timer, which only goes on.
 *
 * @param wall shows what time it is
 * @param nanos as {@link System#nanoTime}
 */
record Clocks(InstantSource wall, LongSupplier nanos) {

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int MOST_TRIES = 5;
    private static final long CLOSE_NANOS = 20_000;

    /** What both show at one moment. */
    record Reading(Instant wall, long nano) {}

    static Clocks system() {
        return new Clocks(InstantSource.system(), System::nanoTime);
    }

    Instant now() {
        return wall.instant();
    }

    long nano() {
        return nanos.getAsLong();
    }

    /** Reads both; again if the thread was held up between the two. */
    Reading read() {
        Reading closest = null;
        long apart = Long.MAX_VALUE;
        for (int tries = 0; tries < MOST_TRIES && apart > CLOSE_NANOS; tries++) {
            long before = nano();
            Instant now = now();
            long between = nano() - before;
            if (between < apart) {
                apart = between;
                closest = new Reading(now, before + between / 2);
            }
        }
        return closest;
    }

    /** Returns what the wall's clock will show then, if nobody sets it. */
    Instant instant(long nano) {
        Reading now = read();
        return now.wall.plusNanos(nano - now.nano);
    }

    /** Returns when the wall's clock will show that time, if nobody sets it; 100 years at most. */
    long nano(Instant time) {
        Reading now = read();
        Duration left = Duration.between(now.wall, time);
        return now.nano + (left.compareTo(LONGEST) > 0 ? LONGEST : left).toNanos();
    }
}
