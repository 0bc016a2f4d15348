package dev.swell.tck.benchmarks.reload;

import java.nio.file.Path;
import java.time.Duration;
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
 * @param clients that keep a connection, with a request each {@code requestPause}, but for a few that hardly ever have one
 * @param sockets WebSockets, with a message each {@code messagePause}, but for a few as well
 * @param uploads clients that upload slowly, one after the other
 * @param streams clients that read slow streams, one after the other
 * @param heapMegabytes the server's {@code -Xmx}
 * @param javaHome the JDK of the server
 */
record TrialOptions(int reloads, int brokenEvery, Duration pause, int checkEvery, int baselineSeconds, int clients,
        Duration requestPause, int sockets, Duration messagePause, int uploads, int streams, int heapMegabytes,
        Path javaHome) {

    private static final Set<String> NAMES = Set.of("reloads", "broken-every", "pause", "check-every", "baseline",
            "clients", "request-pause", "sockets", "message-pause", "uploads", "streams", "heap", "java");

    static TrialOptions parse(List<String> command) {
        Arguments given = Arguments.parse(command, NAMES);
        return new TrialOptions(given.number("reloads", 50), given.number("broken-every", 5),
                millis(given, "pause", 1_000), given.number("check-every", 50), given.number("baseline", 30),
                given.number("clients", 64), millis(given, "request-pause", 200), given.number("sockets", 200),
                millis(given, "message-pause", 1_000), given.number("uploads", 8), given.number("streams", 8),
                given.number("heap", 512),
                Path.of(given.text("java", System.getProperty("java.home"))));
    }

    private static Duration millis(Arguments given, String name, int otherwise) {
        return Duration.ofMillis(given.number(name, otherwise));
    }
}
