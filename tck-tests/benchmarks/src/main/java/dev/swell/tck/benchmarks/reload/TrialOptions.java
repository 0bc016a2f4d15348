package dev.swell.tck.benchmarks.reload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.swell.tck.benchmarks.Arguments;

/**
 * What to try, and how long.
 *
 * @param reloads how many
 * @param brokenEvery each such reload finds an application that is broken
 * @param pause from one reload to the next at least
 * @param checkEvery after so many reloads it is looked at what is left of the workers before
 * @param baselineSeconds how long the same load is measured without reloads, before and again after them
 * @param heapMegabytes the server's {@code -Xmx}
 * @param javaHome the JDK of the server
 */
record TrialOptions(int reloads, int brokenEvery, Duration pause, int checkEvery, int baselineSeconds, Crowd crowd,
        int heapMegabytes, Path javaHome) {

    private static final Crowd CROWD = new Crowd(64, Duration.ofMillis(200), 200, Duration.ofSeconds(1), 8, 8, 0, 0);

    static TrialOptions parse(List<String> command) {
        Set<String> names = new HashSet<>(Crowd.NAMES);
        names.addAll(Set.of("reloads", "broken-every", "pause", "check-every", "baseline", "heap", "java"));
        Arguments given = Arguments.parse(command, names);
        return new TrialOptions(given.number("reloads", 50), given.number("broken-every", 5),
                given.millis("pause", Duration.ofSeconds(1)), given.number("check-every", 50),
                given.number("baseline", 30), CROWD.with(given), given.number("heap", 512),
                Path.of(given.text("java", System.getProperty("java.home"))));
    }
}
