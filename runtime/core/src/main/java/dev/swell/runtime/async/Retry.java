package dev.swell.runtime.async;

import java.time.Duration;

import dev.swell.async.Delivery;
import dev.swell.extension.model.TaskModel;

/**
 * How often a task is tried, and when.
 *
 * @param tries in all
 * @param delayMillis the wait after the first failed try, in milliseconds
 * @param multiplier what each further wait is multiplied by
 */
record Retry(int tries, long delayMillis, double multiplier) {

    private static final long LONGEST_GROWN = Duration.ofDays(1).toMillis();

    /** Returns what a delivery says, and where it doesn't, the handler. */
    static Retry of(Delivery delivery, TaskModel handler) {
        return new Retry(delivery.tries().orElse(handler.tries()),
                delivery.retryDelay().orElse(handler.retryDelay()).toMillis(),
                delivery.multiplier().orElse(handler.multiplier()));
    }

    /** Returns what a delivery says of an event. */
    static Retry of(Delivery delivery) {
        return new Retry(delivery.tries().orElse(1), delivery.retryDelay().orElse(Duration.ZERO).toMillis(),
                delivery.multiplier().orElse(1));
    }

    boolean hasMoreThan(int made) {
        return made < tries;
    }

    /** Returns the wait after so many tries, in milliseconds. */
    long waitAfter(int made) {
        double wait = delayMillis * Math.pow(multiplier, made - 1.0);
        return (long) Math.min(wait, Math.max(delayMillis, LONGEST_GROWN));
    }
}
