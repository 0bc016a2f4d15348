package dev.swell.extension.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A handler of tasks.
 *
 * @param payload the class of what it takes
 * @param tries how often a task is tried where its delivery doesn't say
 * @param retryDelay the wait after the first failed try, likewise
 * @param multiplier what each further wait is multiplied by, likewise
 * @param place where it is declared
 * @param call calls it
 * @param finished what is called after it has succeeded
 */
public record TaskModel(Class<?> payload, int tries, Duration retryDelay, double multiplier, Place place,
        PayloadCall call, Optional<Finished> finished) {

    /**
     * What is called after a handler has succeeded.
     *
     * @param place where it is declared
     * @param call calls it
     */
    public record Finished(Place place, FinishedCall call) {}

    /** A method that is called after a handler has succeeded. */
    @FunctionalInterface
    public interface FinishedCall {

        /**
         * Calls the bean, on this thread.
         *
         * @param result what the handler returned; not looked at by a method that doesn't take it
         * @throws Throwable what the method threw
         */
        void call(Object payload, Object result) throws Throwable;
    }
}
