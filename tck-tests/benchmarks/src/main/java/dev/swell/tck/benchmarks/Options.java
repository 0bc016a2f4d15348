package dev.swell.tck.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What to measure and how long. */
record Options(int rounds, int seconds, int warmupSeconds, int connections, Path javaHome, List<String> servers,
        List<String> paths) {

    static Options parse(List<String> arguments) {
        Map<String, String> given = pairs(arguments, "rounds", "seconds", "warmup", "connections", "java", "servers",
                "paths");
        return new Options(number(given, "rounds", 3), number(given, "seconds", 6), number(given, "warmup", 8),
                number(given, "connections", 64), Path.of(given.getOrDefault("java", System.getProperty("java.home"))),
                List.of(given.getOrDefault("servers", "undertow,undertow-worker,swell").split(",")),
                List.of(given
                        .getOrDefault("paths",
                                "/plaintext,/json,/hello/ann?greet=Hi,/rest/json,/rest/hello/ann?greet=Hi,/ws")
                        .split(",")));
    }

    /** Reads options with values. */
    static Map<String, String> pairs(List<String> arguments, String... names) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i).replaceFirst("^--", "");
            if (!List.of(names).contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(
                        "'" + arguments.get(i) + "' is no option with a value; there are " + List.of(names));
            }
            given.put(name, arguments.get(i + 1));
        }
        return given;
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, String.valueOf(otherwise)));
    }
}
