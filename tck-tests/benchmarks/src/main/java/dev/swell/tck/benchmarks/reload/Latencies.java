package dev.swell.tck.benchmarks.reload;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** How long answers took, apart for each phase of the trial. For one thread. */
final class Latencies {

    /** What happens meanwhile. */
    enum Phase {
        /** Nothing that is measured. */
        OTHER,
        /** No reload, before the first. */
        BEFORE,
        /** From asking for a reload until shortly after the swap. */
        SWAP,
        /** No reload, after the last. */
        AFTER
    }

    /** In milliseconds. */
    record Summary(int count, double p50, double p99, double max) {

        @Override
        public String toString() {
            return String.format("%8d %8.2f %8.2f %8.2f", count, p50, p99, max);
        }
    }

    private static final class Samples {
        private long[] nanos = new long[1024];
        private int count;

        private void add(long value) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = value;
        }

        private Summary summary() {
            long[] sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            return new Summary(count, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        }

        private static double at(long[] sorted, double part) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
        }
    }

    private final Map<Phase, Samples> samples = new EnumMap<>(Phase.class);

    Latencies() {
        for (Phase each : Phase.values()) {
            samples.put(each, new Samples());
        }
    }

    /** Records an answer; of a swap is what began or ended during one. */
    void add(Phase begun, Phase ended, long nanos) {
        Phase phase = begun == Phase.SWAP || begun == ended ? begun : ended == Phase.SWAP ? ended : Phase.OTHER;
        samples.get(phase).add(nanos);
    }

    /** Returns the summary of a phase. */
    Summary of(Phase wanted) {
        return samples.get(wanted).summary();
    }
}
