package dev.swell.tck.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to measure and how long.
 *
 * @param connections instead of each scenario's own, or 0
 * @param jdks measured one after the other
 * @param servers all of each scenario if empty
 * @param scenarios names, all if empty
 * @param paths instead of scenarios, if not empty
 */
record Options(int rounds, int seconds, int warmupSeconds, int connections, List<Jdk> jdks, List<String> servers,
        List<String> scenarios, List<String> paths) {

    private static final Set<String> NAMES = Set.of("rounds", "seconds", "warmup", "connections", "java", "servers",
            "scenarios", "paths");

    static Options parse(List<String> command) {
        Arguments given = Arguments.parse(command, NAMES);
        return new Options(given.number("rounds", 3), given.number("seconds", 6), given.number("warmup", 8),
                given.number("connections", 0),
                list(given.text("java", System.getProperty("java.home"))).stream().map(Path::of).map(Jdk::at).toList(),
                list(given.text("servers", "")), list(given.text("scenarios", "")), list(given.text("paths", "")))
                .checked();
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).filter(name -> !name.isBlank()).toList();
    }

    private Options checked() {
        List<String> known = Stream.concat(Scenario.ALL.stream(), Scenario.POOL.stream()).map(Scenario::name).toList();
        scenarios.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("no scenario '" + name + "'; there are " + known);
        });
        servers.forEach(Server::named);
        if (!paths.isEmpty() && servers.isEmpty()) {
            throw new IllegalArgumentException("--paths needs --servers");
        }
        return this;
    }

    /** Returns what to measure on that JDK. */
    List<Scenario> scenarios(Jdk jdk) {
        Stream<Scenario> chosen = Scenario.on(jdk).stream();
        if (!paths.isEmpty()) {
            chosen = Stream.of(Scenario.of(servers, paths));
        } else if (!scenarios.isEmpty()) {
            chosen = Stream.concat(Scenario.ALL.stream(), Scenario.POOL.stream())
                    .filter(scenario -> scenarios.contains(scenario.name()));
        }
        return chosen.map(scenario -> connections == 0 ? scenario : scenario.withConnections(connections)).toList();
    }
}
