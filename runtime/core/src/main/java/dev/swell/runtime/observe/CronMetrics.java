package dev.swell.runtime.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/** What is counted of jobs. Safe for any thread. */
public final class CronMetrics {

    /** How many jobs have a label of their own; the rest shares {@link #OTHERS}. */
    private static final int MOST = 200;
    private static final String OTHERS = "other";

    private final Metrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, JobMetrics> jobs = new ConcurrentSkipListMap<>();

    /** Starts counting. */
    public CronMetrics(Metrics metrics) {
        this.metrics = metrics;
        metrics.text(this::write);
    }

    /** Returns the counts of a job; the same for the same identity, also in the next worker. */
    public JobMetrics job(String identity) {
        lock.lock();
        try {
            String label = jobs.containsKey(identity) || jobs.size() < MOST ? identity : OTHERS;
            return jobs.computeIfAbsent(label, name -> new JobMetrics(metrics, name));
        } finally {
            lock.unlock();
        }
    }

    private void write(StringBuilder out) {
        if (!jobs.isEmpty()) {
            out.append("# HELP ").append(JobMetrics.LATENESS).append(" How late runs of jobs began\n");
            out.append("# TYPE ").append(JobMetrics.LATENESS).append(" histogram\n");
            jobs.values().forEach(job -> job.write(out));
        }
    }
}
