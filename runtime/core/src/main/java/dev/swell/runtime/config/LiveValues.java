package dev.swell.runtime.config;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The values of one live source, for as long as the process runs. Safe for any thread; one at a time replaces them. */
public final class LiveValues {

    private final String name;
    private final int ordinal;
    private final OnChange onChange;
    private volatile Map<String, String> values;
    private volatile Consumer<Set<String>> listener = keys -> {};

    /**
     * Makes them.
     *
     * @param name what messages call the source
     * @param ordinal its rank: of several sources that have a key, that with the highest wins
     */
    public LiveValues(String name, int ordinal, OnChange onChange, Map<String, String> values) {
        this.name = name;
        this.ordinal = ordinal;
        this.onChange = onChange;
        this.values = Map.copyOf(values);
    }

    String name() {
        return name;
    }

    int ordinal() {
        return ordinal;
    }

    OnChange onChange() {
        return onChange;
    }

    Map<String, String> now() {
        return values;
    }

    void listener(Consumer<Set<String>> told) {
        listener = told;
    }

    /** Puts others in their place; whoever reads a key from now on gets the new value. Returns the keys that differ. */
    public Set<String> replace(Map<String, String> next) {
        Set<String> changed = changes(values, next);
        if (!changed.isEmpty()) {
            values = Map.copyOf(next);
            listener.accept(changed);
        }
        return changed;
    }

    private static Set<String> changes(Map<String, String> before, Map<String, String> next) {
        Set<String> changed = new TreeSet<>();
        next.forEach((key, value) -> {
            if (!Objects.equals(before.get(key), value)) {
                changed.add(key);
            }
        });
        before.keySet().stream().filter(key -> !next.containsKey(key)).forEach(changed::add);
        return changed;
    }
}
