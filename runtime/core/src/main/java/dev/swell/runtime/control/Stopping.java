package dev.swell.runtime.control;

import java.time.Duration;

/** The end of the process. */
public interface Stopping {

    /**
     * Orders it; the process then ends in order.
     *
     * @return how long that may take
     */
    Duration order();

    /** Tells whether it was ordered, by whomever. */
    boolean isOrdered();
}
