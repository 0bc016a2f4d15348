package dev.swell.tck.benchmarks.tasks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.swell.tck.benchmarks.Arguments;

/**
 * Measures durable tasks: how many are kept and done in a second, from so many threads, beside the disk's own rate and
 * db-scheduler on H2, in turns over several rounds. In a JVM of its own with {@code swell.jar} on its class path.
 *
 * <p>
 * Options: {@code tasks --rounds 3 --seconds 5 --warmup 3 --threads 1,16,64 --java HOME --folder DIR}, the last on the disk
 * that is to be measured.
 */
public final class TasksBenchmark {

    private static final Set<String> NAMES = Set.of("rounds", "seconds", "warmup", "threads", "java", "folder");

    private TasksBenchmark() {}

    /** Runs it with the options of the command line. */
    public static void run(Path target, List<String> options) throws IOException, InterruptedException {
        Arguments given = Arguments.parse(options, NAMES);
        String classPath = String.join(File.pathSeparator, target.resolve("benchmarks.jar").toString(),
                target.resolve("../../../runtime/bundle/target/swell.jar").normalize().toString(),
                target.resolve("tasks-lib") + "/*");
        List<String> command = new ArrayList<>(
                List.of(Path.of(given.text("java", System.getProperty("java.home")), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp", classPath, DurableTasks.class.getName(), given.text("rounds", "3"),
                        given.text("seconds", "5"), given.text("warmup", "3"), given.text("threads", "1,16,64"),
                        given.text("folder", target.toString())));
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException("the benchmark has ended with exit code " + exitCode);
        }
    }
}
