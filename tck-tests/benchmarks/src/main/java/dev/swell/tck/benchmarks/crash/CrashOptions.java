package dev.swell.tck.benchmarks.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.swell.tck.benchmarks.Arguments;

/**
 * What to try, and how long.
 *
 * @param tasks that are delivered while the server is killed
 * @param kills how often
 * @param longestDelay of a task, in milliseconds
 * @param damageApart whether each kind of damage is tried alone; all at once saves starts
 * @param seed of what is random
 * @param javaHome the JDK of the server
 */
record CrashOptions(int tasks, int kills, int longestDelay, boolean damageApart, long seed, Path javaHome) {

    private static final Set<String> NAMES = Set.of("tasks", "kills", "delay", "seed", "java");

    static CrashOptions parse(List<String> command) {
        Arguments given = Arguments.parse(command, NAMES);
        return new CrashOptions(given.number("tasks", 100_000), given.number("kills", 20),
                given.number("delay", 2_000), true,
                Long.parseLong(given.text("seed", String.valueOf(System.nanoTime()))),
                Path.of(given.text("java", System.getProperty("java.home"))));
    }
}
