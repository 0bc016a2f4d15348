package dev.swell.tck.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What Swell is to reach; 0 where a figure is measured only.
 *
 * @param server that it is compared with
 * @param cpu at least this ratio of the server's CPU time for each request to Swell's
 * @param rate at least this ratio of Swell's throughput to the server's
 * @param p99 at most this ratio of Swell's 99th percentile to the server's
 * @param p99Millis at most this 99th percentile
 */
record Target(String server, double cpu, double rate, double p99, double p99Millis) {

    static Target cost(String server, double ratio) {
        return new Target(server, ratio, ratio, 0, 0);
    }

    static Target waiting(String server, double rate, double p99) {
        return new Target(server, 0, rate, p99, 0);
    }

    static Target latency(String server, double p99Millis) {
        return new Target(server, 0, 0, 0, p99Millis);
    }

    /** Tells whether no other server is needed to tell. */
    boolean isAbsolute() {
        return p99Millis > 0;
    }

    boolean isReached(Comparison found) {
        return found.cpu() >= cpu && found.rate() >= rate && (p99 == 0 || found.p99() <= p99)
                && (p99Millis == 0 || found.own().p99Millis() <= p99Millis);
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, cpu, "CPU ≥ %.2f");
        add(parts, rate, "throughput ≥ %.2f");
        add(parts, p99, "p99 ratio ≤ %.2f");
        add(parts, p99Millis, "p99 ≤ %.0f ms");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, double figure, String format) {
        if (figure > 0) {
            parts.add(String.format(Locale.ROOT, format, figure));
        }
    }
}
