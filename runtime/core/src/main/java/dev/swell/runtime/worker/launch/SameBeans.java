package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchMessages.MESSAGES;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds bean classes that are in two archives, where it would be by chance which of them runs. */
final class SameBeans {

    private static final int NAMED = 3;

    private final Map<String, Path> places = new HashMap<>();
    private final Map<List<Path>, Set<String>> twice = new LinkedHashMap<>();

    void add(ArchiveCopy archive, Set<String> beans) {
        Path path = archive.origin().path();
        for (String bean : beans) {
            Path other = places.putIfAbsent(bean, path);
            if (other != null) {
                twice.computeIfAbsent(List.of(other, path), both -> new TreeSet<>()).add(bean);
            }
        }
    }

    List<String> problems() {
        return twice.entrySet().stream()
                .map(both -> MESSAGES.sameBean(text(both.getValue()), both.getKey().get(0), both.getKey().get(1)))
                .toList();
    }

    private static String text(Set<String> beans) {
        String named = String.join(", ", beans.stream().limit(NAMED).toList());
        return beans.size() > NAMED ? named + " and " + (beans.size() - NAMED) + " more" : named;
    }
}
