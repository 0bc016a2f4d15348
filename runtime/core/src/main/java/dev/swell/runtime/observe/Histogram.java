package dev.swell.runtime.observe;

import dev.swell.runtime.worker.Stripes;

/**
 * How long something took, counted in buckets. A library's would be looked up, locked or shared by all threads for each
 * request. Safe for any thread.
 */
final class Histogram {

    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final long[] NANOS = nanos();
    private static final int BEYOND = SECONDS.length;
    private static final int TOTAL_NANOS = BEYOND + 1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Stripes counts = new Stripes(TOTAL_NANOS + 1);

    private static long[] nanos() {
        long[] nanos = new long[SECONDS.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = Math.round(SECONDS[i] * NANOS_PER_SECOND);
        }
        return nanos;
    }

    void add(int stripe, long nanos) {
        int bucket = 0;
        while (bucket < BEYOND && nanos > NANOS[bucket]) {
            bucket++;
        }
        counts.add(stripe, bucket, 1);
        counts.add(stripe, TOTAL_NANOS, nanos);
    }

    long count() {
        long count = 0;
        for (int bucket = 0; bucket <= BEYOND; bucket++) {
            count += counts.sum(bucket);
        }
        return count;
    }

    /** Writes it in Prometheus' text format, under that name and with those labels. */
    void write(StringBuilder out, String name, String labels) {
        long count = 0;
        for (int bucket = 0; bucket < BEYOND; bucket++) {
            count += counts.sum(bucket);
            line(out, name + "_bucket", labels + "le=\"" + SECONDS[bucket] + "\",", count);
        }
        count += counts.sum(BEYOND);
        line(out, name + "_bucket", labels + "le=\"+Inf\",", count);
        line(out, name + "_count", labels, count);
        line(out, name + "_sum", labels, counts.sum(TOTAL_NANOS) / NANOS_PER_SECOND);
    }

    private static void line(StringBuilder out, String name, String labels, double value) {
        out.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }
}
