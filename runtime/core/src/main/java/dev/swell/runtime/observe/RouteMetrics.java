package dev.swell.runtime.observe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

import org.eclipse.microprofile.metrics.Timer;

/** What is counted of one route. Safe for any thread. */
public final class RouteMetrics {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS",
            "other");
    private static final int LAST_STATUS = 599;

    private final Metrics metrics;
    private final String route;
    private final LongAdder requests;
    private final ConcurrentMap<Integer, Timer> timers = new ConcurrentHashMap<>();

    RouteMetrics(Metrics metrics, String route, LongAdder requests) {
        this.requests = requests;
        this.metrics = metrics;
        this.route = route;
    }

    /**
     * Counts a request that is over.
     *
     * @param method the HTTP method; ones that are not common share a label
     * @param status the status code of the response
     * @param nanos how long it took, in nanoseconds
     */
    public void count(String method, int status, long nanos) {
        requests.increment();
        timer(method, Math.max(0, Math.min(status, LAST_STATUS))).update(Duration.ofNanos(nanos));
    }

    private Timer timer(String method, int status) {
        int found = METHODS.indexOf(method);
        int column = found < 0 ? METHODS.size() - 1 : found;
        int key = column * (LAST_STATUS + 1) + status;
        Timer timer = timers.get(key); // unlike computeIfAbsent, without a lock
        return timer == null ? timers.computeIfAbsent(key, absent -> newTimer(METHODS.get(column), status)) : timer;
    }

    private Timer newTimer(String method, int status) {
        return metrics.timer("swell_http_requests", "HTTP requests and how long they took", "route", route, "method",
                method, "status", String.valueOf(status));
    }
}
