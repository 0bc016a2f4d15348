package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Measurements as Markdown. */
final class Report {

    private static final String NONE = "–";

    private final StringBuilder text = new StringBuilder();
    private final List<Scenario> scenarios;
    private final Measurements measurements;

    private Report(List<Scenario> scenarios, Measurements measurements) {
        this.scenarios = scenarios;
        this.measurements = measurements;
    }

    static String of(Jdk jdk, Options options, List<Scenario> scenarios, Measurements measurements)
            throws IOException {
        Report report = new Report(scenarios, measurements);
        report.line("## Java %d", jdk.version());
        report.line("");
        report.line("Servers on %s. %s. Medians of %d rounds of %d s, after %d s of warm-up in each.",
                jdk.description(), machine(), options.rounds(), options.seconds(), options.warmupSeconds());
        report.line("");
        report.targets();
        report.line("");
        report.figures();
        if (!measurements.failures().isEmpty()) {
            report.line("");
            report.line("Missing:");
            report.line("");
            measurements.failures().forEach((server, reason) -> report.line("- %s: %s", server,
                    reason.lines().findFirst().orElse("")));
        }
        return report.text.toString();
    }

    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name")).findFirst().map(line -> line.split(": ", 2)[1])
                .orElse(System.getProperty("os.arch"));
        long kilobytes = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        return String.format(Locale.ROOT, "%d cores of %s, %.0f GB, %s %s",
                Runtime.getRuntime().availableProcessors(), processor, kilobytes / 1024.0 / 1024.0,
                System.getProperty("os.name"), System.getProperty("os.version"));
    }

    private void targets() {
        line("| what | path | server | against | CPU (worst to best round) | throughput | p99 ms, ratio | target | reached |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (Scenario scenario : scenarios) {
            for (Target target : scenario.targets()) {
                scenario.paths().forEach(path -> target(scenario, target, path));
            }
        }
    }

    private void target(Scenario scenario, Target target, String path) {
        if (!measurements.has(scenario, scenario.own(), path)
                || !target.isAbsolute() && !measurements.has(scenario, target.server(), path)) {
            return;
        }
        Comparison found = measurements.compare(scenario, path, scenario.own(), target.server());
        String wanted = target.toString();
        line("| %s | `%s` | %s | %s | %s (%s to %s) | %s | %.1f, %s | %s | %s |", scenario.title(), path,
                scenario.own(),
                target.server(), ratio(found.cpu()), ratio(found.cpuLeast()), ratio(found.cpuMost()),
                ratio(found.rate()), found.own().p99Millis(), ratio(found.p99()), wanted.isEmpty() ? NONE : wanted,
                wanted.isEmpty() ? NONE : target.isReached(found) ? "yes" : "**no**");
    }

    private void figures() {
        line("| what | path | server | requests/s | ratio | CPU µs | ratio | p99 ms | cores used | start ms | MB |");
        line("|---|---|---|---|---|---|---|---|---|---|---|");
        for (Scenario scenario : scenarios) {
            for (String path : scenario.paths()) {
                measurements.servers(scenario, path).forEach(server -> figures(scenario, path, server));
            }
        }
    }

    private void figures(Scenario scenario, String path, String server) {
        Comparison found = measurements.compare(scenario, path, server, scenario.base());
        Sample own = found.own();
        line("| %s | `%s` | %s | %,.0f | %s | %.2f | %s | %.1f | %.2f | %.0f | %.0f |", scenario.name(), path, server,
                own.rate(), ratio(found.rate()), own.micros(), ratio(found.cpu()), own.p99Millis(), own.cores(),
                own.startMillis(), own.megabytes());
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.2f", value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
