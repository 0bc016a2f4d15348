package dev.swell.tck.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has been measured on one JDK. */
final class Measurements {

    private record Key(String scenario, String server, String path) {}

    private final Map<Key, Map<Integer, Sample>> samples = new LinkedHashMap<>();
    private final Map<String, String> failures = new TreeMap<>();

    void add(Scenario scenario, String server, String path, int round, Sample sample) {
        samples.computeIfAbsent(new Key(scenario.name(), server, path), key -> new TreeMap<>()).put(round, sample);
    }

    /** Records why a server could not be measured, at all or in a round. */
    void fail(String server, String reason) {
        failures.put(server, reason);
    }

    Map<String, String> failures() {
        return Collections.unmodifiableMap(failures);
    }

    boolean has(Scenario scenario, String server, String path) {
        return samples.containsKey(new Key(scenario.name(), server, path));
    }

    /** Returns the servers that have been measured. */
    List<String> servers(Scenario scenario, String path) {
        return scenario.servers().stream().filter(server -> has(scenario, server, path)).toList();
    }

    Comparison compare(Scenario scenario, String path, String server, String base) {
        return Comparison.of(samples.get(new Key(scenario.name(), server, path)),
                samples.getOrDefault(new Key(scenario.name(), base, path), Map.of()));
    }
}
