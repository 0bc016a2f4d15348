package dev.swell.tck.benchmarks.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the server holds after a full collection.
 *
 * @param loaders class loaders of workers
 * @param pools pools of database connections
 * @param drivers JDBC drivers
 * @param residentKilobytes of the process, most of it the whole heap; 0 where the system doesn't tell
 */
record Memory(long loaders, long pools, long drivers, long heapKilobytes, long metaspaceKilobytes,
        long residentKilobytes) {

    private static final String LOADER = "dev.swell.runtime.worker.launch.ApplicationLoader";
    private static final String POOL = "com.zaxxer.hikari.pool.HikariPool";
    private static final String DRIVER = "org.h2.Driver";
    private static final Pattern USED = Pattern.compile(", used (\\d+)K");
    private static final Pattern METASPACE = Pattern.compile("Both: +(\\d+)\\.\\d+ KB used");

    /** What to ask the JDK's {@code jcmd}; the first collects. */
    static final List<String> QUESTIONS = List.of("GC.class_histogram", "GC.heap_info", "VM.metaspace basic scale=KB");

    /** Reads the answers, and asks the system. */
    static Memory read(String answers, long pid) throws IOException {
        List<String[]> lines = answers.lines().map(line -> line.strip().split("\\s+")).toList();
        return new Memory(instances(lines, LOADER), instances(lines, POOL), instances(lines, DRIVER),
                sum(USED, answers), sum(METASPACE, answers), resident(Path.of("/proc/" + pid + "/status")));
    }

    private static long resident(Path status) throws IOException {
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }

    /** Some collectors have several parts of the heap. */
    private static long sum(Pattern number, String text) {
        List<MatchResult> found = number.matcher(text).results().toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("no '" + number + "' in: " + text);
        }
        return found.stream().mapToLong(match -> Long.parseLong(match.group(1))).sum();
    }

    /** The same class of two class loaders has two lines. */
    private static long instances(List<String[]> lines, String type) {
        return lines.stream().filter(line -> line.length > 3 && line[3].equals(type))
                .mapToLong(line -> Long.parseLong(line[1])).sum();
    }

    /** Tells whether only one worker is there, with one pool and one driver. */
    boolean isOfOneWorker() {
        return loaders == 1 && pools == 1 && drivers == 1;
    }

    @Override
    public String toString() {
        return String.format("%8d %8d %8d %8.1f MB %8.1f MB %8.1f MB", loaders, pools, drivers, heapKilobytes / 1024.0,
                metaspaceKilobytes / 1024.0, residentKilobytes / 1024.0);
    }
}
