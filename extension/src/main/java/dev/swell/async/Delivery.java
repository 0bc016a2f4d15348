package dev.swell.async;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a task or event is to be delivered: {@code Delivery.now().delay(Duration.ofMinutes(5)).tries(3)}. What it doesn't say is
 * as the {@link TaskHandler} says. Immutable.
 */
public final class Delivery {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final double STEEPEST = 1000;
    private static final Delivery NOW = new Delivery(Duration.ZERO, 0, null, 0, false);

    private final Duration delay;
    private final int tries;
    private final Duration retryDelay;
    private final double multiplier;
    private final boolean durable;

    private Delivery(Duration delay, int tries, Duration retryDelay, double multiplier, boolean durable) {
        this.delay = delay;
        this.tries = tries;
        this.retryDelay = retryDelay;
        this.multiplier = multiplier;
        this.durable = durable;
    }

    /** Returns the delivery that is made soon. */
    public static Delivery now() {
        return NOW;
    }

    /**
     * Returns one that is made after that time. It survives a reload, and where there is a state directory also the end of the
     * process.
     *
     * @param d from 0 to 3650 days; counted in milliseconds
     */
    public Delivery delay(Duration d) {
        return new Delivery(checked("delay", d), tries, retryDelay, multiplier, durable);
    }

    /**
     * Returns one with so many tries.
     *
     * @param total at least 1: the first one counts
     */
    public Delivery tries(int total) {
        if (total < 1) {
            throw new IllegalArgumentException("tries(" + total + "): the first try counts, so write at least 1");
        }
        return new Delivery(delay, total, retryDelay, multiplier, durable);
    }

    /**
     * Returns one with that wait after the first failed try.
     *
     * @param d from 0 to 3650 days; counted in milliseconds
     */
    public Delivery retryDelay(Duration d) {
        return new Delivery(delay, tries, checked("retryDelay", d), multiplier, durable);
    }

    /**
     * Returns one where each further wait is multiplied; no wait gets longer than a day by that.
     *
     * @param m from 1 to 1000
     */
    public Delivery multiplier(double m) {
        if (!(m >= 1 && m <= STEEPEST)) {
            throw new IllegalArgumentException("multiplier(" + m + "): write a number from 1 to 1000");
        }
        return new Delivery(delay, tries, retryDelay, m, durable);
    }

    /** Returns one that is on disk before {@code deliver} returns, and survives the end of the process. */
    public Delivery durable() {
        return new Delivery(delay, tries, retryDelay, multiplier, true);
    }

    private static Duration checked(String what, Duration time) {
        if (Objects.requireNonNull(time, what).isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + "(" + time + "): write a time from 0 to 3650 days");
        }
        return time;
    }

    /** Returns the wait before the first try; zero without one. */
    public Duration delay() {
        return delay;
    }

    /** Returns the number of tries, if it says so. */
    public OptionalInt tries() {
        return tries == 0 ? OptionalInt.empty() : OptionalInt.of(tries);
    }

    /** Returns the wait after the first failed try, if it says so. */
    public Optional<Duration> retryDelay() {
        return Optional.ofNullable(retryDelay);
    }

    /** Returns what each further wait is multiplied by, if it says so. */
    public OptionalDouble multiplier() {
        return multiplier == 0 ? OptionalDouble.empty() : OptionalDouble.of(multiplier);
    }

    /** Tells whether it asks to be kept on disk. */
    public boolean isDurable() {
        return durable;
    }
}
