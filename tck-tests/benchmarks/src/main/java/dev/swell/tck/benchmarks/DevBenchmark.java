package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures development mode: a copy of the sample application is served by {@code start --dev}, a source of it is saved
 * again and again, and the time is taken until the first answer of the new code. A change of code has one source compiled,
 * a change of a declaration all of them. All saves count, the first ones too.
 *
 * <p>
 * Options: {@code dev --saves 40 --java HOME --option -XX:TieredStopAtLevel=1}, the last for the JVM of the server.
 */
final class DevBenchmark {

    private static final Path ROOT = Path.of(System.getProperty("benchmarks.target", "tck-tests/benchmarks/target"))
            .resolve("../../..").normalize();
    private static final String SOURCE = "src/main/java/auction/SecurityHeaders.java";
    private static final String VALUE = "no-referrer";
    private static final String TYPE = "implements HandlerWrapper {";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path project;
    private final URI page;
    private final String source;

    private DevBenchmark(Path project, int port) throws IOException {
        this.project = project;
        this.page = URI.create("http://127.0.0.1:" + port + "/page/icon.svg");
        this.source = Files.readString(project.resolve(SOURCE));
    }

    static void run(List<String> arguments) throws IOException, InterruptedException {
        Arguments options = Arguments.parse(arguments, Set.of("saves", "java", "option"));
        int saves = options.number("saves", 40);
        String java = Path.of(options.text("java", System.getProperty("java.home")), "bin/java").toString();
        Path project = Files.createTempDirectory("benchmark-dev-");
        Path output = Files.createTempFile("benchmark-", ".log");
        try {
            copy(ROOT.resolve("sample-app/src/main"), project.resolve("src/main"));
            copy(ROOT.resolve("sample-app/target/classes"), project.resolve("target/classes"));
            int port = Rounds.freePort();
            List<String> command = List.of(java, options.text("option", "-XX:+TieredCompilation"),
                    "-Dswell.http.port=" + port, "-Dswell.management.port=off", "-jar",
                    ROOT.resolve("runtime/bundle/target/swell.jar").toString(), "start", "--dev", "--app",
                    project.resolve("target/classes").toString());
            ServerProcess server = new ServerProcess("", command, port, "/", output);
            try {
                DevBenchmark benchmark = new DevBenchmark(project, port);
                for (boolean declaration : new boolean[]{false, true}) {
                    double before = server.cpuSeconds();
                    double[] millis = benchmark.measure(saves, declaration);
                    print(declaration ? "declaration" : "code", millis, server.cpuSeconds() - before);
                }
            } finally {
                server.close();
            }
        } catch (IOException | RuntimeException e) {
            System.err.println(Files.readString(output));
            throw e;
        } finally {
            Files.delete(output);
            delete(project);
        }
    }

    private double[] measure(int saves, boolean declaration) throws IOException, InterruptedException {
        double[] millis = new double[saves];
        for (int i = 0; i < saves; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            String value = (declaration ? "declared-" : "coded-") + i;
            String changed = source.replace(VALUE, value).replace(TYPE,
                    declaration ? TYPE + " static final int NUMBER = " + i + ";" : TYPE);
            long saved = System.nanoTime();
            Files.writeString(project.resolve(SOURCE), changed);
            awaitAnswer(value);
            millis[i] = (System.nanoTime() - saved) / 1e6;
        }
        return millis;
    }

    private void awaitAnswer(String value) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!client.send(HttpRequest.newBuilder(page).timeout(LIMIT).build(), BodyHandlers.discarding()).headers()
                .allValues("Referrer-Policy").contains(value)) {
            if (System.nanoTime() > end) {
                throw new IOException("no answer with " + value + " after " + LIMIT);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static void print(String change, double[] millis, double cpuSeconds) {
        Arrays.sort(millis);
        int saves = millis.length;
        System.out.printf(
                "change of %-12s %3d saves, ms to the first answer: p50 %.0f, p90 %.0f, least %.0f, most %.0f; "
                        + "CPU ms a save: %.0f%n",
                change, saves, millis[saves / 2], millis[saves * 9 / 10], millis[0],
                millis[saves - 1], cpuSeconds * 1e3 / saves);
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> fromTheInside = new ArrayList<>(files(folder));
        fromTheInside.sort(Comparator.reverseOrder());
        for (Path file : fromTheInside) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.toList();
        }
    }
}
