package dev.swell.runtime.observe;

import org.eclipse.microprofile.metrics.Counter;

import dev.swell.runtime.worker.Stripes;

/** What is counted of one job. Safe for any thread. */
public final class JobMetrics {

    static final String LATENESS = "swell_cron_lateness_seconds";

    private final String job;
    private final Counter runs;
    private final Counter skipped;
    private final Counter failures;
    private final Histogram lateness = new Histogram();

    JobMetrics(Metrics metrics, String job) {
        this.job = job;
        runs = metrics.counter("swell_cron_runs", "Runs of jobs that have begun", "job", job);
        skipped = metrics.counter("swell_cron_skipped", "Times at which no run of a job began though one was due",
                "job",
                job);
        failures = metrics.counter("swell_cron_failures", "Runs of jobs that threw", "job", job);
    }

    /**
     * Counts a run that begins.
     *
     * @param lateNanos how late it is, in nanoseconds
     */
    public void begun(long lateNanos) {
        runs.inc();
        lateness.add(Stripes.here(), Math.max(0, lateNanos));
    }

    /** Counts times that were left out. */
    public void skipped(long times) {
        if (times > 0) {
            skipped.inc(times);
        }
    }

    /** Counts a run that threw. */
    public void failed() {
        failures.inc();
    }

    void write(StringBuilder out) {
        lateness.write(out, LATENESS, "job=\"" + RouteMetrics.escaped(job) + "\",mp_scope=\"vendor\",");
    }
}
