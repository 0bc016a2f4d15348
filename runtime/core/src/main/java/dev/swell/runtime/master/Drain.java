package dev.swell.runtime.master;

import java.time.Duration;

import dev.swell.runtime.http.HttpEngine;
import dev.swell.runtime.worker.Worker;

/**
 * The wait for what a worker still runs, when it takes no new work.
 *
 * @param limit how long it may take; what runs then is interrupted, gets {@link #UNWINDING} to end, and is cut off
 */
record Drain(HttpEngine http, Worker worker, Duration limit) {

    private static final Duration UNWINDING = Duration.ofSeconds(1);
    private static final Duration CUTTING = Duration.ofMillis(200);

    void run() {
        if (!worker.drain(limit) && !worker.interrupt(UNWINDING)) {
            http.cutOff(worker);
            worker.isIdleWithin(CUTTING);
        }
    }
}
