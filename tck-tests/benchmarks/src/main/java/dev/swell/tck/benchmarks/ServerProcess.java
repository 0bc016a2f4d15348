package dev.swell.tck.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that is measured: a process of its own, held on some of the cores. */
final class ServerProcess implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the unit of /proc/<pid>/stat on every Linux platform
    private static final int START_SECONDS = 60;

    private final Process process;
    private final long startMillis;

    /**
     * Starts it.
     *
     * @param cores it may run on, such as {@code 0} or {@code 0,1}; all if empty
     * @param path what it answers once it serves
     * @param output where it may write
     */
    ServerProcess(String cores, List<String> command, int port, String path, Path output) throws IOException {
        File log = output.toFile();
        List<String> pinned = new ArrayList<>(cores.isEmpty() ? List.of() : List.of("taskset", "-c", cores));
        pinned.addAll(command);
        long begin = System.nanoTime();
        process = new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log).start();
        awaitAnswer(port, path, output);
        startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private void awaitAnswer(int port, String path, Path output) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers(port, path)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("the server did not answer: " + Files.readString(output));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
        }
    }

    private static boolean answers(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path)
                    .toURL()
                    .openConnection();
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** From starting the process to its first answer. */
    long startMillis() {
        return startMillis;
    }

    /** Processor time used so far, user and system. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory. */
    long memoryMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum()
                / 1024;
    }

    /** Allows it to run on those cores only, such as {@code 0} or {@code 0,1}. */
    void pin(String cores) throws IOException, InterruptedException {
        new ProcessBuilder("taskset", "-a", "-c", "-p", cores, String.valueOf(process.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
