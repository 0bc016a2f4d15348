package dev.swell.tck.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What to measure and how long. */
record Options(int rounds, int seconds, int warmupSeconds, int connections, Path javaHome, List<String> servers,
        List<String> paths) {

    private static final Set<String> NAMES = Set.of("rounds", "seconds", "warmup", "connections", "java", "servers",
            "paths");

    static Options parse(List<String> command) {
        Arguments given = Arguments.parse(command, NAMES);
        return new Options(given.number("rounds", 3), given.number("seconds", 6), given.number("warmup", 8),
                given.number("connections", 64), Path.of(given.text("java", System.getProperty("java.home"))),
                List.of(given.text("servers", "undertow,undertow-worker,swell").split(",")),
                List.of(given.text("paths",
                        "/plaintext,/json,/hello/ann?greet=Hi,/rest/json,/rest/hello/ann?greet=Hi,/ws").split(",")));
    }
}
