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

    static Clocks system() {
        return new Clocks(InstantSource.system(), System::nanoTime);
    }

    Instant now() {
        return wall.instant();
    }

    long nano() {
        return nanos.getAsLong();
    }

    /** Returns what the wall's clock will show then, if nobody sets it. */
    Instant instant(long nano) {
        return now().plusNanos(nano - nano());
    }

    /** Returns when the wall's clock will show that time, if nobody sets it; 100 years at most. */
    long nano(Instant time) {
        Duration left = Duration.between(now(), time);
        return nano() + (left.compareTo(LONGEST) > 0 ? LONGEST : left).toNanos();
    }

    private static final Duration LONGEST = Duration.ofDays(36_500);
}
