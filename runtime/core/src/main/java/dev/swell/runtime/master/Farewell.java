package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.swell.runtime.http.HttpEngine;
import dev.swell.runtime.worker.Worker;

/**
 * The wait of a stop for what still runs, with the clients told.
 *
 * @param limit how long it may take
 * @param begun when it began, in {@link System#nanoTime}
 */
record Farewell(Engines engines, Duration limit, long begun) {

    void run(Worker worker) {
        HttpEngine http = engines.http();
        http.stopAccepting();
        announce(worker);
        engines.cron().stop();
        engines.cron().retire(worker);
        http.retire(worker, Duration.ZERO);
        engines.sockets().stop(left());
        engines.tasks().finish(left());
        new Drain(http, worker, left()).run();
        engines.tasks().finish(left()); // what the last requests have delivered
        engines.end(worker);
    }

    private Duration left() {
        return limit.minusNanos(System.nanoTime() - begun);
    }

    private void announce(Worker worker) {
        String running = Stream.of(count(worker.active() - engines.sockets().active(), "request"),
                count(engines.sockets().connections().count(), "connection")).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
        if (!running.isEmpty()) {
            LOG.waits(text(limit), running);
        }
    }

    private static String count(long count, String what) {
        return count <= 0 ? "" : count + " " + what + (count == 1 ? "" : "s");
    }

    /** As it is written in the configuration. */
    private static String text(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
