package dev.swell.runtime.observe;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;

/** What is counted of HTTP. Safe for any thread. */
public final class HttpMetrics {

    /** The label of requests that no route takes. */
    private static final String UNMATCHED = "unmatched";

    private static final String REQUESTS = "swell_http_requests_seconds";

    private final ConcurrentMap<String, RouteMetrics> routes = new ConcurrentHashMap<>();
    private final RouteMetrics unmatched = route(UNMATCHED);

    /**
     * Starts counting.
     *
     * @param active gives the requests that are being handled
     * @param queued gives the requests that wait for their turn
     */
    public HttpMetrics(Metrics metrics, IntSupplier active, IntSupplier queued) {
        metrics.text(this::write);
        metrics.gauge("swell_http_active_requests", "HTTP requests that are being handled", active::getAsInt);
        metrics.gauge("swell_http_queued_requests", "HTTP requests that wait for their turn", queued::getAsInt);
    }

    /**
     * Returns the counts of a route; the same for the same template, also in the next worker.
     *
     * @param template as declared, never the path of a request: each one is kept for ever
     */
    public RouteMetrics route(String template) {
        RouteMetrics known = routes.get(template); // unlike computeIfAbsent, without a lock
        return known != null ? known
                : routes.computeIfAbsent(template, route -> new RouteMetrics(route));
    }

    /** Returns the counts of requests that no route takes. */
    public RouteMetrics unmatched() {
        return unmatched;
    }

    /** Returns how many requests are over. */
    public long requests() {
        return routes.values().stream().mapToLong(RouteMetrics::requests).sum();
    }

    private void write(StringBuilder out) {
        out.append("# HELP ").append(REQUESTS).append(" HTTP requests and how long they took\n");
        out.append("# TYPE ").append(REQUESTS).append(" histogram\n");
        routes.values().forEach(route -> route.write(out, REQUESTS));
    }
}
