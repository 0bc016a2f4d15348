package dev.swell.tck.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * One server beside another: medians of rounds, and medians of ratios, which are taken within each round since a machine has
 * better and worse times.
 *
 * @param own medians
 * @param cpu CPU time of the base for each request, by that of the server: more is better
 * @param cpuLeast the worst round
 * @param cpuMost the best round
 * @param rate throughput of the server by that of the base: more is better
 * @param p99 99th percentile of the server by that of the base: less is better
 */
record Comparison(Sample own, double cpu, double cpuLeast, double cpuMost, double rate, double p99) {

    /** Compares samples by round; what only one of them has is left out of the ratios. */
    static Comparison of(Map<Integer, Sample> own, Map<Integer, Sample> base) {
        double[] cpu = ratios(own, base, (mine, other) -> other.micros() / mine.micros());
        return new Comparison(medians(own), median(cpu), cpu[0], cpu[cpu.length - 1],
                median(ratios(own, base, (mine, other) -> mine.rate() / other.rate())),
                median(ratios(own, base, (mine, other) -> mine.p99Millis() / other.p99Millis())));
    }

    private static double[] ratios(Map<Integer, Sample> own, Map<Integer, Sample> base,
            ToDoubleBiFunction<Sample, Sample> ratio) {
        TreeSet<Integer> rounds = new TreeSet<>(own.keySet());
        rounds.retainAll(base.keySet());
        double[] ratios = rounds.stream()
                .mapToDouble(round -> ratio.applyAsDouble(own.get(round), base.get(round))).sorted().toArray();
        return ratios.length == 0 ? new double[]{Double.NaN} : ratios;
    }

    private static Sample medians(Map<Integer, Sample> samples) {
        return new Sample(median(samples, Sample::rate), median(samples, Sample::micros),
                median(samples, Sample::p99Millis), median(samples, Sample::cores),
                median(samples, Sample::startMillis), median(samples, Sample::megabytes));
    }

    private static double median(Map<Integer, Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] values = samples.values().stream().mapToDouble(figure).toArray();
        Arrays.sort(values);
        return median(values);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
