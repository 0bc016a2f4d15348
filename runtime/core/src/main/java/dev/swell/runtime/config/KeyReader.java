package dev.swell.runtime.config;

import static dev.swell.runtime.config.ConfigMessages.MESSAGES;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.swell.runtime.config.Values.Value;

/** Reads keys and collects what is wrong with their values, so that all of it is reported at once. */
final class KeyReader {

    private final Values values;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Map<String, Object> fixed = new TreeMap<>();

    KeyReader(Values values) {
        this.values = values;
    }

    /** Returns the key's value; its default if the value is bad. */
    <T> T read(Key<T> key) {
        T value = read(key, key.name()).orElseGet(() -> key.form().read(key.defaultText()));
        if (key.fixed()) {
            fixed.put(key.name(), value);
        }
        return value;
    }

    /** Returns the values of the keys that were read and that a reload leaves as they are, by name. */
    Map<String, Object> fixed() {
        return Map.copyOf(fixed);
    }

    /** Returns the levels of all categories that have one. */
    Map<String, LogLevel> categoryLevels() {
        Map<String, LogLevel> levels = new TreeMap<>();
        values.named(Keys.CATEGORY_LEVEL).forEach((category, property) -> read(Keys.CATEGORY_LEVEL, property)
                .ifPresent(level -> levels.put(category, level)));
        return Map.copyOf(levels);
    }

    /** Looks whether what is configured of jobs can be read; the extension does so together with what they declare. */
    void checkJobs() {
        for (Key<?> key : List.of(Keys.JOB_EVERY, Keys.JOB_CRON, Keys.JOB_IMMEDIATE)) {
            values.named(key).values().forEach(property -> read(key, property));
        }
    }

    void add(String problem) {
        problems.add(problem);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    private <T> Optional<T> read(Key<T> key, String property) {
        try {
            return values.find(property).flatMap(value -> read(key, property, value));
        } catch (NoSuchElementException e) {
            problems.add(MESSAGES.expression(property, e.getMessage()));
            return Optional.empty();
        }
    }

    private <T> Optional<T> read(Key<T> key, String property, Value value) {
        String text = value.text().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(key.form().read(text));
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.badValue(property, Printable.of(withoutPassword(text)), value.origin(),
                    key.form().allowed()));
            return Optional.empty();
        } catch (UnsupportedOperationException e) {
            problems.add(MESSAGES.unsupported(property, text, value.origin(), e.getMessage(), key.form().allowed()));
            return Optional.empty();
        }
    }

    private static String withoutPassword(String address) {
        return address.replaceAll("//[^/]*@", "//…@");
    }
}
