package dev.swell.runtime.observe;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** What is counted of HTTP. Safe for any thread. */
public final class HttpMetrics {

    /** The label of requests that no route takes. */
    private static final String UNMATCHED = "unmatched";

    private final Metrics metrics;
    private final ConcurrentMap<String, RouteMetrics> routes = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();

    /**
     * Starts counting.
     *
     * @param active gives the requests that are being handled
     * @param queued gives the requests that wait for their turn
     */
    public HttpMetrics(Metrics metrics, IntSupplier active, IntSupplier queued) {
        this.metrics = metrics;
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
                : routes.computeIfAbsent(template, route -> new RouteMetrics(metrics, route, requests));
    }

    /** Returns the counts of requests that no route takes. */
    public RouteMetrics unmatched() {
        return route(UNMATCHED);
    }

    /** Returns how many requests are over. */
    public long requests() {
        return requests.sum();
    }
}
