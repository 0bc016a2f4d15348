package dev.swell.tck.benchmarks.reload;

import java.util.List;
import java.util.Map;

import dev.swell.tck.benchmarks.reload.Latencies.Phase;

/**
 * What a trial has found.
 *
 * @param boots how long the reloads took that worked, in milliseconds and in order
 * @param failed how many reloads found a broken application
 * @param answers how many answers each kind of clients has got
 * @param silences the longest time that any client of each kind has waited without hearing anything, in milliseconds
 * @param memory what was left after so many reloads
 * @param findings what should not have happened
 */
record TrialResult(TrialOptions options, List<Long> boots, int failed, Map<String, Long> answers,
        Map<String, Long> silences, Latencies versions, Latencies messages, Map<Integer, Memory> memory,
        List<String> findings) {

    /** Returns it for people to read. */
    String table() {
        StringBuilder table = new StringBuilder();
        List<Long> sorted = boots.stream().sorted().toList();
        line(table, "%d reloads, %d more of a broken application; answers: %s", boots.size(), failed, answers);
        line(table, "longest wait without a sign of life, ms: %s", silences);
        line(table, "boot of a worker: p50 %d ms, p99 %d ms, max %d ms", at(sorted, 0.5), at(sorted, 0.99),
                at(sorted, 1));
        line(table, "");
        line(table, "%-28s %8s %8s %8s %8s", "milliseconds to the answer", "count", "p50", "p99", "max");
        latencies(table, "GET /version", versions);
        latencies(table, "WebSocket message", messages);
        line(table, "");
        line(table, "%-16s %8s %8s %8s %11s %11s %11s", "after reloads", "loaders", "pools", "drivers", "heap",
                "metaspace", "resident");
        memory.forEach((reloads, left) -> line(table, "%-16d %s", reloads, left));
        line(table, "");
        line(table, findings.isEmpty() ? "nothing was lost, closed or left behind" : "WHAT SHOULD NOT HAVE HAPPENED:");
        findings.forEach(finding -> line(table, "  %s", finding));
        return table.toString();
    }

    private static void latencies(StringBuilder table, String what, Latencies latencies) {
        line(table, "%s", what);
        line(table, "  %-26s %s", "no reloads, before", latencies.of(Phase.BEFORE));
        line(table, "  %-26s %s", "during swaps", latencies.of(Phase.SWAP));
        line(table, "  %-26s %s", "no reloads, afterwards", latencies.of(Phase.AFTER));
    }

    private static long at(List<Long> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size()));
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(format, values)).append('\n');
    }
}
