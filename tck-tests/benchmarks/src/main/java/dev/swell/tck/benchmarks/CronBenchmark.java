package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures how late jobs are. First a job every 10 ms and one every 50 ms beside the same in a bare
 * {@code ScheduledThreadPoolExecutor} of the same process, idle and under full HTTP load, on all cores; then many jobs that
 * run every second, with the processor time they take.
 *
 * <p>
 * Options: {@code cron --seconds 20 --warmup 10 --connections 64 --jobs 10000 --java HOME --threads auto}.
 */
final class CronBenchmark {

    private static final Path SWELL = Server.TARGET.resolve("../../../runtime/bundle/target/swell.jar").normalize();

    private final Arguments options;
    private final String java;
    private final int seconds;
    private final int warmup;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private CronBenchmark(Arguments options) {
        this.options = options;
        this.java = Path.of(options.text("java", System.getProperty("java.home")), "bin/java").toString();
        this.seconds = options.number("seconds", 20);
        this.warmup = options.number("warmup", 10);
    }

    private interface Measuring {
        void with(ServerProcess server, int port) throws IOException, InterruptedException;
    }

    static void run(List<String> arguments) throws IOException, InterruptedException {
        CronBenchmark benchmark = new CronBenchmark(Arguments.parse(arguments,
                Set.of("seconds", "warmup", "connections", "jobs", "java", "threads")));
        System.out.printf("%-28s %8s %10s %10s %10s%n", "late by microseconds", "runs", "p50", "p99", "most");
        Path classes = Files.createTempDirectory("benchmark-cron-");
        try {
            CronApplication.twoJobs(Files.createDirectory(classes.resolve("two")), SWELL);
            benchmark.serve(classes.resolve("two"), benchmark::measureTwo);
            int jobs = benchmark.options.number("jobs", 10_000);
            CronApplication.manyJobs(jobs, Files.createDirectory(classes.resolve("many")), SWELL);
            benchmark.serve(classes.resolve("many"), (server, port) -> benchmark.measureMany(server, port, jobs));
        } finally {
            delete(classes);
        }
    }

    private void serve(Path classes, Measuring measuring) throws IOException, InterruptedException {
        int port = Rounds.freePort();
        Path output = Files.createTempFile("benchmark-", ".log");
        List<String> command = List.of(java, "-Xmx512m", "-Dswell.http.port=" + port, "-Dswell.management.port=off",
                "-Dswell.threads=" + options.text("threads", "auto"), "-jar", SWELL.toString(), "start", "--state-dir",
                "none", "--app", classes.toString());
        try (ServerProcess server = new ServerProcess("", command, port, "/begin", output)) {
            measuring.with(server, port);
        } catch (IOException | RuntimeException e) {
            System.err.println(Files.readString(output));
            throw e;
        } finally {
            Files.delete(output);
        }
    }

    private void measureTwo(ServerProcess server, int port) throws IOException, InterruptedException {
        load(port, warmup);
        measure(port, "idle", () -> TimeUnit.SECONDS.sleep(seconds));
        measure(port, "loaded", () -> System.out.printf("%n%s answers a second%n", load(port, seconds)));
    }

    private void measureMany(ServerProcess server, int port, int jobs) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(warmup);
        double before = server.cpuSeconds();
        measure(port, jobs + " jobs", () -> TimeUnit.SECONDS.sleep(seconds));
        System.out.printf("%n%d jobs every second: %.1f %% of a core, %.1f us a run, %d MB resident%n", jobs,
                (server.cpuSeconds() - before) / seconds * 100,
                (server.cpuSeconds() - before) / seconds / jobs * 1e6, server.memoryMegabytes());
    }

    private interface Meanwhile {
        void happens() throws IOException, InterruptedException;
    }

    private void measure(int port, String name, Meanwhile meanwhile) throws IOException, InterruptedException {
        get(port, "/begin");
        meanwhile.happens();
        for (String line : get(port, "/late").split("\n")) {
            String[] figures = line.substring(line.indexOf('=') + 1).split(" ");
            System.out.printf("%-28s %8s %10s %10s %10s%n", name + ", " + line.substring(0, line.indexOf('=')),
                    figures[0],
                    figures[1], figures[2], figures[3]);
        }
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString()).body();
    }

    private String load(int port, int forSeconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java, "-Xmx256m", "-cp",
                Server.TARGET.resolve("benchmarks.jar").toString(),
                Load.class.getName(), String.valueOf(port), "/plaintext", options.text("connections", "64"),
                String.valueOf(forSeconds), "0").redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes()).strip();
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output.split(" ")[0];
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
