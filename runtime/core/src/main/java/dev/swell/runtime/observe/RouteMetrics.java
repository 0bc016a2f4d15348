package dev.swell.runtime.observe;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What is counted of one route. Safe for any thread. */
public final class RouteMetrics {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS",
            "other");
    private static final int OTHER = METHODS.size() - 1;
    private static final int STATUSES = 600;

    /** One of the histograms, with what it is for. */
    private record Usual(String method, int status, Histogram histogram) {}

    private final String route;
    private volatile Usual usual = new Usual("", 0, null); // what came first, as most requests are like it
    private final AtomicReferenceArray<AtomicReferenceArray<Histogram>> byMethod = new AtomicReferenceArray<>(
            METHODS.size());

    RouteMetrics(String route) {
        this.route = route;
    }

    /**
     * Counts a request that is over.
     *
     * @param method the HTTP method; ones that are not common share a label
     * @param status the status code of the response
     * @param nanos how long it took, in nanoseconds
     * @param stripe of the connection's I/O thread
     */
    public void count(String method, int status, long nanos, int stripe) {
        Usual first = usual;
        if (first.status == status && first.method.equals(method)) {
            first.histogram.add(stripe, nanos);
            return;
        }
        int found = METHODS.indexOf(method);
        Histogram histogram = histogram(found < 0 ? OTHER : found, Math.max(0, Math.min(status, STATUSES - 1)));
        histogram.add(stripe, nanos);
        if (first.histogram == null && found >= 0) {
            usual = new Usual(METHODS.get(found), status, histogram);
        }
    }

    private Histogram histogram(int method, int status) {
        AtomicReferenceArray<Histogram> byStatus = byMethod.get(method);
        if (byStatus == null) {
            byMethod.compareAndSet(method, null, new AtomicReferenceArray<>(STATUSES));
            byStatus = byMethod.get(method);
        }
        Histogram histogram = byStatus.get(status);
        if (histogram == null) {
            byStatus.compareAndSet(status, null, new Histogram());
            histogram = byStatus.get(status);
        }
        return histogram;
    }

    private interface Visitor {
        void visit(String method, int status, Histogram histogram);
    }

    private void forEach(Visitor visitor) {
        for (int method = 0; method < METHODS.size(); method++) {
            AtomicReferenceArray<Histogram> byStatus = byMethod.get(method);
            for (int status = 0; byStatus != null && status < STATUSES; status++) {
                if (byStatus.get(status) != null) {
                    visitor.visit(METHODS.get(method), status, byStatus.get(status));
                }
            }
        }
    }

    long requests() {
        long[] count = {0};
        forEach((method, status, histogram) -> count[0] += histogram.count());
        return count[0];
    }

    /** Writes it in Prometheus' text format, under that name. */
    void write(StringBuilder out, String name) {
        forEach((method, status, histogram) -> histogram.write(out, name, "method=\"" + method
                + "\",mp_scope=\"vendor\",route=\"" + escaped(route) + "\",status=\"" + status + "\","));
    }

    static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
