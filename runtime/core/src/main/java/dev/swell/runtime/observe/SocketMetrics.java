package dev.swell.runtime.observe;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;

import org.eclipse.microprofile.metrics.Counter;

/** What is counted of WebSockets. Safe for any thread. */
public final class SocketMetrics {

    private final Metrics metrics;
    private final ConcurrentMap<String, SocketTraffic> traffic = new ConcurrentHashMap<>();

    /**
     * Starts counting.
     *
     * @param connections gives the connections that are open
     */
    public SocketMetrics(Metrics metrics, IntSupplier connections) {
        this.metrics = metrics;
        metrics.gauge("swell_socket_connections", "Open connections of socket handlers", connections::getAsInt);
    }

    /**
     * Returns the counters of a handler's messages; the same for the same template, also in the next worker.
     *
     * @param template as declared, never the path of a request: each one is kept for ever
     */
    public SocketTraffic traffic(String template) {
        return traffic.computeIfAbsent(template, path -> new SocketTraffic(messages(path, "in"),
                messages(path, "out")));
    }

    /** Returns the counter of datagrams that were dropped: too long, or too many waited; for the name as {@link #traffic}. */
    public Counter lost(String name) {
        return metrics.counter("swell_socket_lost_datagrams", "Datagrams that were dropped", "path", name);
    }

    private Counter messages(String path, String direction) {
        return metrics.counter("swell_socket_messages", "Messages of socket handlers", "path", path, "direction",
                direction);
    }

    /** Returns the counter of upgrade requests that were refused; for the template as {@link #traffic}. */
    public Counter refused(String template) {
        return metrics.counter("swell_socket_refused_handshakes", "Upgrade requests that were refused", "path",
                template);
    }
}
