package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Measures how often in a second several threads read, add to and update rows of a table, beside the same records in a
 * {@link java.util.concurrent.ConcurrentHashMap} of the same process, in turns over several rounds.
 *
 * <p>
 * Options: {@code tables --rounds 5 --warmup 3 --millis 1000 --rows 1000 --threads 2 --java HOME}.
 */
final class TableBenchmark {

    private static final Path TARGET = Path.of(System.getProperty("benchmarks.target", "tck-tests/benchmarks/target"));
    private static final List<String> WORKS = List.of("read", "increment", "update", "mixed");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final String size;

    private TableBenchmark(int port, String size) {
        this.port = port;
        this.size = size;
    }

    static void run(List<String> arguments) throws IOException, InterruptedException {
        Arguments options = Arguments.parse(arguments, Set.of("rounds", "warmup", "millis", "rows", "threads", "java"));
        int port = Rounds.freePort();
        Path output = Files.createTempFile("benchmark-", ".log");
        String java = Path.of(options.text("java", System.getProperty("java.home")), "bin/java").toString();
        List<String> command = List.of(java, "-Xmx512m", "-Dswell.http.port=" + port, "-Dswell.management.port=off",
                "-jar", TARGET.resolve("../../../runtime/bundle/target/swell.jar").normalize().toString(), "start",
                "--state-dir", "none", "--app", TARGET.resolve("benchmarks.jar").toString());
        try (ServerProcess server = new ServerProcess("", command, port, "/plaintext", output)) {
            String size = options.number("rows", 1000) + "/" + options.number("threads", 2) + "/"
                    + options.number("millis", 1000);
            new TableBenchmark(port, size).measure(options.number("warmup", 3), options.number("rounds", 5));
            System.out.printf("%n%d MB resident%n", server.memoryMegabytes());
        } catch (IOException | RuntimeException e) {
            System.err.println(Files.readString(output));
            throw e;
        } finally {
            Files.delete(output);
        }
    }

    private void measure(int warmup, int rounds) throws IOException, InterruptedException {
        System.out.printf("%-12s %12s %12s %8s%n", "medians", "table/s", "map/s", "ratio");
        for (String work : WORKS) {
            long[] table = new long[rounds];
            long[] map = new long[rounds];
            for (int round = -warmup; round < rounds; round++) {
                long ofTable = ask("swell", work);
                long ofMap = ask("map", work);
                if (round >= 0) {
                    table[round] = ofTable;
                    map[round] = ofMap;
                }
            }
            System.out.printf("%-12s %12d %12d %8.2f%n", work, median(table), median(map),
                    (double) median(table) / median(map));
        }
    }

    private long ask(String way, String work) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/tables/" + way + "/" + work + "/" + size))
                .timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the application has answered " + answer.statusCode());
        }
        return Long.parseLong(answer.body());
    }

    private static long median(long[] numbers) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
