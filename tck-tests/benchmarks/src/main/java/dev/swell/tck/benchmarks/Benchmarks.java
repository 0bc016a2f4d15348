package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.util.List;

import dev.swell.tck.benchmarks.crash.CrashTrial;
import dev.swell.tck.benchmarks.reload.ReloadTrial;
import dev.swell.tck.benchmarks.reload.Soak;
import dev.swell.tck.benchmarks.tasks.TasksBenchmark;

/**
 * Measures Swell beside bare Undertow and other servers, and prints ratios and targets as Markdown; progress is on the
 * standard error.
 *
 * <p>
 * {@code table} measures everything in {@link Scenario#ALL}. Options: {@code --rounds 3 --seconds 6 --warmup 8
 * --java HOME,HOME --scenarios routes,rest --servers undertow,swell --connections 64}. With {@code --paths /json,/ws} it
 * measures these on the servers given, the first of which is what the others are compared with.
 *
 * <p>
 * {@code soak} is {@link Soak}, {@code reload} is {@link ReloadTrial}, {@code dev} is {@link DevBenchmark}, {@code cron} is
 * {@link CronBenchmark}, {@code handoff} is {@link HandOffBenchmark}, {@code tasks} is {@link TasksBenchmark},
 * {@code crash} is {@link CrashTrial} and {@code tables} is {@link TableBenchmark}.
 */
final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        List<String> options = arguments.length == 0 ? List.of() : List.of(arguments).subList(1, arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "table" -> table(Options.parse(options));
            case "dev" -> DevBenchmark.run(options);
            case "cron" -> CronBenchmark.run(options);
            case "handoff" -> HandOffBenchmark.run(options);
            case "tasks" -> TasksBenchmark.run(Server.TARGET, options);
            case "tables" -> TableBenchmark.run(options);
            case "reload" -> ReloadTrial.main(options.toArray(String[]::new));
            case "soak" -> Soak.main(options.toArray(String[]::new));
            case "crash" -> CrashTrial.main(options.toArray(String[]::new));
            default -> {
                System.err.println(
                        "table, soak, reload, dev, cron, handoff, tasks, crash or tables, see docs/performance.md");
                System.exit(1);
            }
        }
    }

    private static void table(Options options) throws IOException, InterruptedException {
        for (Jdk jdk : options.jdks()) {
            List<Scenario> scenarios = options.scenarios(jdk);
            Measurements measurements = new Rounds(options, jdk).run(scenarios);
            System.out.println(Report.of(jdk, options, scenarios, measurements));
        }
    }
}
