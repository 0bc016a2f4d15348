package dev.swell.runtime.observe;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;

import org.eclipse.microprofile.metrics.Counter;

/** What is counted of WebSockets. Safe for any thread. */
public final class SocketMetrics {

    private final Metrics metrics;
    private final ConcurrentMap<String, Counter> received = new ConcurrentHashMap<>();

    /**
     * Starts counting.
     *
     * @param connections gives the connections that are open
     */
    public SocketMetrics(Metrics metrics, IntSupplier connections) {
        this.metrics = metrics;
        metrics.gauge("swell_socket_connections", "Open WebSocket connections", connections::getAsInt);
    }

    /**
     * Returns the counter of messages that a handler has received; the same for the same template, also in the next worker.
     *
     * @param template as declared, never the path of a request: each one is kept for ever
     */
    public Counter received(String template) {
        return received.computeIfAbsent(template, path -> metrics.counter("swell_socket_messages",
                "WebSocket messages received", "path", path));
    }
}
