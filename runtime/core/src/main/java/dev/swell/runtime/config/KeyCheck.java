package dev.swell.runtime.config;

import static dev.swell.runtime.config.ConfigLogger.LOG;
import static dev.swell.runtime.config.ConfigMessages.MESSAGES;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.EnvConfigSource;

/** Finds names that look like keys of Swell and are none. */
final class KeyCheck {

    private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+\\]$");

    private KeyCheck() {}

    /** Returns a message for each unknown name in files and system properties; those in the environment are logged only. */
    static Set<String> problems(Iterable<ConfigSource> sources) {
        Set<String> problems = new LinkedHashSet<>();
        for (ConfigSource source : sources) {
            if (source instanceof EnvConfigSource) {
                warnOfVariables(source);
                continue;
            }
            for (String name : new TreeSet<>(source.getPropertyNames())) {
                String key = INDEX.matcher(PROFILE.matcher(name).replaceFirst("")).replaceFirst("");
                if (key.startsWith("swell.") && Keys.all().stream().noneMatch(known -> known.covers(key))) {
                    problems.add(MESSAGES.unknownKey(Printable.of(name), Origin.of(source.getName()), nearest(key)));
                }
                if (key.equals(Keys.STATE_DIR.name()) && !StateLocation.mayBeIn(source)) {
                    problems.add(MESSAGES.setOutside(Printable.of(name), Origin.of(source.getName()),
                            Keys.STATE_DIR.variable()));
                }
            }
        }
        return problems;
    }

    private static void warnOfVariables(ConfigSource source) {
        Set<String> unknown = new TreeSet<>();
        for (String name : source.getPropertyNames()) {
            if (name.startsWith("SWELL_") && Keys.all().stream().noneMatch(key -> key.coversVariable(name))) {
                unknown.add(Printable.of(name));
            }
        }
        if (!unknown.isEmpty()) {
            LOG.unknownVariables(unknown);
        }
    }

    private static String nearest(String name) {
        List<Key<?>> keys = Keys.all();
        return keys.stream().map(Key::name).min(Comparator.comparingInt(known -> distance(known, name))).orElseThrow();
    }

    /** How many characters must be put in, left out or replaced to make one text the other. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replace = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(replace, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[to.length()];
    }
}
