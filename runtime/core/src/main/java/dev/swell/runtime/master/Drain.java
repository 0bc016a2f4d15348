package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.swell.runtime.http.HttpEngine;
import dev.swell.runtime.socket.SocketEngine;
import dev.swell.runtime.worker.Worker;

/**
 * The wait of a stop for what still runs.
 *
 * @param limit how long it may take; what runs then is interrupted, and gets {@link #UNWINDING} to end
 */
record Drain(HttpEngine http, SocketEngine sockets, Duration limit) {

    private static final Duration UNWINDING = Duration.ofSeconds(1);

    void run(Worker worker) {
        long begun = System.nanoTime();
        http.stopAccepting();
        announce(worker);
        http.retire(worker);
        sockets.stop(limit);
        if (!worker.drain(limit.minusNanos(System.nanoTime() - begun))) {
            worker.interrupt(UNWINDING);
        }
    }

    private void announce(Worker worker) {
        String running = Stream.of(count(worker.active() - sockets.active(), "request"),
                count(sockets.connections().count(), "WebSocket")).filter(text -> !text.isEmpty())
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
