package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Measures how many tasks that do next to nothing are handed over and done in a second, and how long one takes, beside bare
 * executors in the same process, in turns over several rounds.
 *
 * <p>
 * Options: {@code handoff --rounds 5 --warmup 3 --tasks 500000 --work 0 --java HOME --threads auto}; the work is how many
 * microseconds each task keeps its thread busy.
 */
final class HandOffBenchmark {

    private static final Path TARGET = Path.of(System.getProperty("benchmarks.target", "tck-tests/benchmarks/target"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final int tasks;
    private final long nanos;

    private HandOffBenchmark(int port, int tasks, int micros) {
        this.port = port;
        this.tasks = tasks;
        this.nanos = TimeUnit.MICROSECONDS.toNanos(micros);
    }

    static void run(List<String> arguments) throws IOException, InterruptedException {
        Arguments options = Arguments.parse(arguments, Set.of("rounds", "warmup", "tasks", "work", "java", "threads"));
        int port = Rounds.freePort();
        Path output = Files.createTempFile("benchmark-", ".log");
        String java = Path.of(options.text("java", System.getProperty("java.home")), "bin/java").toString();
        List<String> command = List.of(java, "-Xmx512m", "-Dswell.http.port=" + port, "-Dswell.management.port=off",
                "-Dswell.threads=" + options.text("threads", "auto"), "-jar",
                TARGET.resolve("../../../runtime/bundle/target/swell.jar").normalize().toString(), "start",
                "--state-dir", "none", "--app", TARGET.resolve("benchmarks.jar").toString());
        try (ServerProcess server = new ServerProcess("", command, port, "/plaintext", output)) {
            new HandOffBenchmark(port, options.number("tasks", 500_000), options.number("work", 0))
                    .measure(options.number("warmup", 3), options.number("rounds", 5));
            System.out.printf("%n%d MB resident%n", server.memoryMegabytes());
        } catch (IOException | RuntimeException e) {
            System.err.println(Files.readString(output));
            throw e;
        } finally {
            Files.delete(output);
        }
    }

    private void measure(int warmup, int rounds) throws IOException, InterruptedException {
        Map<String, List<long[]>> samples = new LinkedHashMap<>();
        List<String> ways = new ArrayList<>(List.of("swell", "pool"));
        if (ask("virtual", 1).length > 1) {
            ways.add("virtual");
        }
        for (int round = 1; round <= warmup + rounds; round++) {
            for (String way : ways) {
                long[] sample = ask(way, tasks);
                if (round > warmup) {
                    samples.computeIfAbsent(way, name -> new ArrayList<>()).add(sample);
                }
            }
        }
        System.out.printf("%-16s %10s %10s %10s %16s%n", "medians", "tasks/s", "p50 us", "p99 us", "swell to it");
        double own = median(samples.get("swell"), 0);
        samples.forEach((way, all) -> System.out.printf("%-16s %10.0f %10.1f %10.1f %16.2f%n", way, median(all, 0),
                median(all, 1) / 1000, median(all, 2) / 1000, own / median(all, 0)));
    }

    private long[] ask(String way, int count) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/handoff/" + way + "/" + count + "/" + nanos))
                .timeout(Duration.ofMinutes(2))
                .build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) { // below Java 21 there are no virtual threads
            return new long[0];
        }
        String[] figures = answer.body().split(" ");
        return new long[]{Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2])};
    }

    private static double median(List<long[]> samples, int figure) {
        long[] sorted = samples.stream().mapToLong(sample -> sample[figure]).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
