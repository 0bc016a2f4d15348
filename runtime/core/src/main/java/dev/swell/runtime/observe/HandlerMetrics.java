package dev.swell.runtime.observe;

/** What is counted of one handler of tasks, or one listener. Safe for any thread. */
public final class HandlerMetrics {

    private final String handler;
    private final Histogram done = new Histogram();
    private final Histogram failed = new Histogram();

    HandlerMetrics(String handler) {
        this.handler = handler;
    }

    /**
     * Counts a try that is over.
     *
     * @param good whether nothing was thrown
     * @param nanos how long it took, in nanoseconds
     * @param stripe of the thread
     */
    public void count(boolean good, long nanos, int stripe) {
        (good ? done : failed).add(stripe, nanos);
    }

    /** Writes it in Prometheus' text format, under that name. */
    void write(StringBuilder out, String name) {
        write(out, name, done, "done");
        write(out, name, failed, "failed");
    }

    private void write(StringBuilder out, String name, Histogram histogram, String outcome) {
        if (histogram.count() > 0) {
            histogram.write(out, name, "handler=\"" + RouteMetrics.escaped(handler)
                    + "\",mp_scope=\"vendor\",outcome=\"" + outcome + "\",");
        }
    }
}
