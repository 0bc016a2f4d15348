package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.swell.tck.benchmarks.tasks.TasksBenchmark;

/**
 * Measures servers side by side: one at a time on core 0, the client on core 1, in turns over several rounds, and prints the
 * medians and their ratios to the first server, round by round. Server CPU time per answer is the steadiest figure on a
 * machine that others use too. While warming up the server may use both cores, so that it is compiled in time.
 *
 * <p>
 * Options: {@code --rounds 3 --seconds 6 --warmup 8 --connections 64 --java HOME --servers a,b --paths /json,/ws}. With
 * {@code dev}, {@code cron}, {@code handoff} or {@code tasks} before them it is {@link DevBenchmark}, {@link CronBenchmark},
 * {@link HandOffBenchmark} or {@link TasksBenchmark}.
 */
final class Benchmarks {

    private static final Path TARGET = Path.of(System.getProperty("benchmarks.target", "tck-tests/benchmarks/target"));

    private final Options options;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    private record Sample(double rate, double micros, double p99Millis, long startMillis, long megabytes) {}

    private Benchmarks(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> options = List.of(arguments);
        List<String> others = options.stream().skip(1).toList();
        switch (options.isEmpty() ? "" : options.get(0)) {
            case "dev" -> DevBenchmark.run(others);
            case "cron" -> CronBenchmark.run(others);
            case "handoff" -> HandOffBenchmark.run(others);
            case "tasks" -> TasksBenchmark.run(TARGET, others);
            default -> {
                Benchmarks benchmarks = new Benchmarks(Options.parse(options));
                benchmarks.run();
                benchmarks.print();
            }
        }
    }

    private void run() throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds(); round++) {
            for (String server : options.servers()) {
                measure(round, server);
            }
        }
    }

    private void measure(int round, String name) throws IOException, InterruptedException {
        int port = freePort();
        Path output = Files.createTempFile("benchmark-", ".log");
        try (ServerProcess server = new ServerProcess(command(name, port), port, output)) {
            for (String path : options.paths()) {
                server.pin("0,1");
                load(port, path, options.warmupSeconds());
                server.pin("0");
                double before = server.cpuSeconds();
                String[] result = load(port, path, options.seconds()).split(" ");
                double micros = (server.cpuSeconds() - before) / Long.parseLong(result[1]) * 1e6;
                Sample sample = new Sample(Double.parseDouble(result[0]), micros, Long.parseLong(result[3]) / 1000.0,
                        server.startMillis(), server.memoryMegabytes());
                samples.computeIfAbsent(name + " " + path, key -> new ArrayList<>()).add(sample);
                System.out.printf("round %d %-16s %-24s %8.0f/s %6.2f us p99 %6.1f ms%n", round, name, path,
                        sample.rate,
                        sample.micros, sample.p99Millis);
            }
        } finally {
            Files.delete(output);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private List<String> command(String name, int port) {
        String java = options.javaHome().resolve("bin/java").toString();
        String jar = TARGET.resolve("benchmarks.jar").toString();
        List<String> bare = List.of(java, "-Xmx512m", "-cp", jar + ":" + TARGET.resolve("bare") + "/*",
                "dev.swell.tck.benchmarks.BareUndertow", String.valueOf(port));
        String swell = TARGET.resolve("../../../runtime/bundle/target/swell.jar").normalize().toString();
        return switch (name) {
            case "undertow" -> bare;
            case "undertow-worker" -> {
                List<String> command = new ArrayList<>(bare);
                command.add("worker");
                yield command;
            }
            case "swell", "swell-pool", "swell-virtual",
                    "swell-loop" ->
                List.of(java, "-Xmx512m", "-Dswell.http.port=" + port,
                        "-Dswell.management.port=off",
                        "-Dswell.threads=" + (name.equals("swell") ? "auto" : name.substring(6)),
                        "-jar", swell, "start", "--app", jar);
            default -> throw new IllegalArgumentException(
                    "no server '" + name
                            + "'; there are undertow, undertow-worker, swell, swell-pool, swell-virtual and swell-loop");
        };
    }

    private String load(int port, String path, int seconds) throws IOException, InterruptedException {
        Process client = new ProcessBuilder("taskset", "-c", "1", options.javaHome().resolve("bin/java").toString(),
                "-Xmx256m",
                "-cp", TARGET.resolve("benchmarks.jar").toString(), "dev.swell.tck.benchmarks.Load",
                String.valueOf(port), path,
                String.valueOf(options.connections()), String.valueOf(seconds)).redirectErrorStream(true).start();
        String output = new String(client.getInputStream().readAllBytes()).strip();
        if (client.waitFor() != 0) {
            throw new IOException(path + ": " + output);
        }
        return output;
    }

    private void print() {
        String first = options.servers().get(0);
        System.out.printf("%n%-16s %-24s %9s %7s %8s %7s %8s %9s %6s%n", "server", "path", "median/s", "ratio",
                "cpu us",
                "ratio", "p99 ms", "start ms", "MB");
        for (String name : options.servers()) {
            for (String path : options.paths()) {
                List<Sample> own = samples.get(name + " " + path);
                List<Sample> base = samples.get(first + " " + path);
                System.out.printf("%-16s %-24s %9.0f %7.2f %8.2f %7.2f %8.1f %9.0f %6.0f%n", name, path,
                        median(own, Sample::rate), ratio(own, base, Sample::rate), median(own, Sample::micros),
                        ratio(base, own, Sample::micros), median(own, Sample::p99Millis),
                        median(own, Sample::startMillis),
                        median(own, Sample::megabytes));
            }
        }
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return median(samples.stream().mapToDouble(figure).toArray());
    }

    private static double ratio(List<Sample> above, List<Sample> below, ToDoubleFunction<Sample> figure) {
        double[] ratios = new double[above.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(above.get(i)) / figure.applyAsDouble(below.get(i));
        }
        return median(ratios);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
