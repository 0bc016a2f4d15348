package dev.swell.tck.benchmarks.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code swell.jar} as a process that can be killed. */
final class CrashServer implements AutoCloseable {

    private static final int SECONDS = 60;
    private static final Pattern SERVES = Pattern.compile("SWELL-003: .*? http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern RELOADED = Pattern.compile("SWELL-653: ");

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(SECONDS)).build();
    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final AtomicInteger reloads = new AtomicInteger();

    /**
     * Starts it, and waits until it serves.
     *
     * @param folder where its log, its books and its temporary files are
     */
    CrashServer(Path java, Path jar, Path application, Path folder, Path stateDirectory)
            throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(java.resolve("bin/java").toString(), "-Xmx512m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", // it is started often
                "-Djava.io.tmpdir=" + temporary, "-Dcrash.books=" + folder, "-Dswell.http.port=0",
                "-Dswell.management.port=off", "-Dswell.task.max-journal=32M", "-jar", jar.toString(), "start", "--app",
                application.toString(), "--state-dir", stateDirectory.toString()).directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SWELL_"));
        process = builder.start();
        Path log = folder.resolve("server.log");
        Thread reader = new Thread(() -> read(log), "crash-log");
        reader.setDaemon(true);
        reader.start();
        try {
            port.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new IOException("the server doesn't serve, see " + log, e);
        }
    }

    private void read(Path log) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter copy = new PrintWriter(
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.println(line);
                Matcher serves = SERVES.matcher(line);
                if (serves.find()) {
                    port.complete(Integer.valueOf(serves.group(1)));
                } else if (RELOADED.matcher(line).find()) {
                    reloads.incrementAndGet();
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new IOException("it has ended"));
    }

    long pid() {
        return process.pid();
    }

    /** Returns how many reloads have worked. */
    int reloads() {
        return reloads.get();
    }

    /** Orders work, and returns how much was taken. */
    int order(String prefix, int count, int delayMillis) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d/order/%s/%d/%d".formatted(port.join(), prefix, count, delayMillis));
        return Integer.parseInt(client.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(SECONDS)).build(),
                BodyHandlers.ofString()).body());
    }

    void reload() throws IOException, InterruptedException {
        Command.run(List.of("kill", "-HUP", String.valueOf(process.pid())));
    }

    /** Stops it in order. */
    void stop() throws IOException, InterruptedException {
        Command.run(List.of("kill", "-TERM", String.valueOf(process.pid())));
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the server doesn't stop");
        }
    }

    /** Ends it with no chance to do anything. */
    void kill() {
        process.toHandle().destroyForcibly(); // the log can still be read, unlike after Process.destroyForcibly
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
