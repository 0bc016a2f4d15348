package dev.swell.tck.benchmarks.reload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code swell.jar} as a process, and what its log says. */
final class TrialServer implements AutoCloseable {

    /**
     * What became of a reload.
     *
     * @param worker that serves now
     * @param millis it took, if it has worked
     * @param failure the reason if not, else empty
     */
    record Outcome(int worker, long millis, String failure) {}

    private static final int SECONDS = 60;
    /** A command waits for what the server does, and may be slow itself. */
    private static final int COMMAND_SECONDS = 2 * SECONDS;
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final Pattern SERVES = Pattern.compile("SWELL-003: .*? http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern RELOADED = Pattern.compile("SWELL-653: Worker (\\d+) has taken over, after (\\d+) ms");
    private static final Pattern FAILED = Pattern.compile("SWELL-654: .*worker (\\d+) goes on: (.*)");
    /** Routes that are slow at times (291) only show that the machine has other things to do. */
    private static final Pattern TROUBLE = Pattern.compile("^\\S+ \\S+ (WARN|ERROR) (?!.*SWELL-291)");

    /**
     * What became of a command.
     *
     * @param output of both kinds
     */
    record Ran(int exitCode, String output) {}

    private final Path bin;
    private final Path jar;
    private final Path folder;
    private final Path temporary;
    private final Path questions;
    private final Findings findings;
    private final Process process;
    private final Thread reader;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

    /**
     * Starts it, and waits until it serves.
     *
     * @param folder where it may write
     * @param findings takes warnings and errors of its log
     */
    TrialServer(TrialOptions options, Path jar, Path application, Path folder, Findings findings)
            throws IOException, InterruptedException {
        this.bin = options.javaHome().resolve("bin");
        this.jar = jar;
        this.folder = folder;
        this.temporary = Files.createDirectories(folder.resolve("tmp"));
        this.questions = Files.write(folder.resolve("questions"), Memory.QUESTIONS);
        this.findings = findings;
        // without a dead ratio, G1 leaves what is dead in regions that are nearly full, and counts it
        process = command(folder, bin.resolve("java").toString(), "-Xms" + options.heapMegabytes() + "m",
                "-Xmx" + options.heapMegabytes() + "m", "-XX:+AlwaysPreTouch", "-XX:MarkSweepDeadRatio=0",
                "-Djava.io.tmpdir=" + temporary, "-Dswell.http.port=0", "-Dswell.management.port=0", "-jar",
                jar.toString(), "start", "--app", application.toString()).start();
        reader = new Thread(() -> read(folder.resolve("server.log")), "trial-log");
        reader.setDaemon(true);
        reader.start();
        try {
            port.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IOException("the server doesn't serve: " + Files.readString(folder.resolve("server.log")));
        }
    }

    private static ProcessBuilder command(Path folder, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SWELL_"));
        return builder;
    }

    private void read(Path log) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.println(line);
                understand(line);
            }
        } catch (IOException e) {
            findings.add("the server's log can't be read: " + e);
        }
        port.completeExceptionally(new IOException("it has ended"));
    }

    private void understand(String line) {
        Matcher serves = SERVES.matcher(line);
        Matcher reloaded = RELOADED.matcher(line);
        Matcher failed = FAILED.matcher(line);
        if (serves.find()) {
            port.complete(Integer.valueOf(serves.group(1)));
        } else if (reloaded.find()) {
            outcomes.add(new Outcome(Integer.parseInt(reloaded.group(1)), Long.parseLong(reloaded.group(2)), ""));
        } else if (failed.find()) {
            outcomes.add(new Outcome(Integer.parseInt(failed.group(1)), 0, failed.group(2)));
        } else if (TROUBLE.matcher(line).find()) {
            findings.add("the log says: " + line);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port.join());
    }

    /** Returns what the application answers; the status must be 200. */
    String get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port.join() + path).toURL()
                .openConnection();
        connection.setReadTimeout(SECONDS * 1000);
        try (InputStream body = connection.getInputStream()) {
            findings.expect(200, connection.getResponseCode(), path);
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sends the process that signal, such as {@code HUP}. */
    void signal(String name) throws IOException {
        succeed("kill", "-" + name, String.valueOf(process.pid()));
    }

    /** Runs one of Swell's commands, as {@code reload}. */
    Ran run(String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of(bin.resolve("java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-jar", jar.toString()));
        whole.addAll(List.of(command));
        return await(whole.toArray(String[]::new));
    }

    /**
     * Waits for the end of a reload.
     *
     * @param order what has asked for it
     */
    Outcome awaitOutcome(String order) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        Outcome outcome = null;
        while (outcome == null && reader.isAlive() && System.nanoTime() < end) {
            outcome = outcomes.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
        outcome = outcome == null ? outcomes.poll() : outcome; // its last line
        if (outcome == null) {
            throw new IOException("the log doesn't tell of the end of the reload that was ordered by " + order);
        }
        return outcome;
    }

    /**
     * Says how it is when a trial breaks off, and keeps in its folder where its threads stand. Never throws: it is called
     * when something has gone wrong already.
     */
    String describe() {
        if (awaitExit(1)) {
            int code = process.exitValue();
            return "the server has ended with " + code + (code == 128 + 9 ? ": somebody has killed it" : "")
                    + "; its log is in " + folder;
        }
        String pid = String.valueOf(process.pid());
        keep("threads.txt", pid, "Thread.print", "-l");
        keep("virtual-threads.txt", pid, "Thread.dump_to_file", "-overwrite",
                folder.resolve("all-threads.txt").toString());
        return "the server runs" + (ignoresHangUp() ? ", and SIGHUP is ignored, as under nohup" : "")
                + "; its log and its threads are in " + folder;
    }

    private boolean awaitExit(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private void keep(String file, String... question) {
        List<String> jcmd = new ArrayList<>(List.of(bin.resolve("jcmd").toString()));
        jcmd.addAll(List.of(question));
        try {
            Files.writeString(folder.resolve(file), await(jcmd.toArray(String[]::new)).output);
        } catch (IOException e) {
            findings.add("where the threads of the server stand can't be told: " + e);
        }
    }

    /** A process inherits it, and the JVM then catches it in vain. Known on Linux alone. */
    private boolean ignoresHangUp() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) == 1);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** Has the server collect its garbage, and returns what is left. */
    Memory memory() throws IOException {
        return Memory.read(succeed(bin.resolve("jcmd").toString(), String.valueOf(process.pid()), "-f",
                questions.toString()), process.pid());
    }

    private String succeed(String... command) throws IOException {
        Ran ran = await(command);
        if (ran.exitCode != 0) {
            throw new IOException(List.of(command) + ": " + ran.output);
        }
        return ran.output;
    }

    private Ran await(String... command) throws IOException {
        Process run = command(folder, command).start();
        CompletableFuture<Process> tooLong = run.onExit().orTimeout(COMMAND_SECONDS, TimeUnit.SECONDS);
        tooLong.exceptionally(late -> run.destroyForcibly()); // which ends its output, too
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tooLong.isCompletedExceptionally()) {
            throw new IOException(List.of(command) + " has not ended within " + COMMAND_SECONDS + " s: " + output);
        }
        return new Ran(run.onExit().join().exitValue(), output);
    }

    /** Returns the copies of applications that lie about. */
    List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("swell-worker-")).toList();
        }
    }

    /** Stops it in order, and returns its exit code. */
    int stop() throws IOException, InterruptedException {
        signal("TERM"); // Process.destroy would close the log before its end
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            findings.add("the server doesn't stop");
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
