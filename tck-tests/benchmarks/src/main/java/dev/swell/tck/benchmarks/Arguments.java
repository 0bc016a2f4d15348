package dev.swell.tck.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands on the command line: options, each with a value. */
public final class Arguments {

    private final Map<String, String> given = new HashMap<>();

    private Arguments() {}

    /**
     * Reads a command line such as {@code --rounds 3 --seconds 6}.
     *
     * @throws IllegalArgumentException if there is anything else than those names, each with a value
     */
    public static Arguments parse(List<String> arguments, Set<String> names) {
        Arguments parsed = new Arguments();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i).replaceFirst("^--", "");
            if (!names.contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(
                        "'" + arguments.get(i) + "' is no option with a value; there are " + names);
            }
            parsed.given.put(name, arguments.get(i + 1));
        }
        return parsed;
    }

    /** Returns the value of an option. */
    public String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    /** Returns the value of an option that is a whole number. */
    public int number(String name, int otherwise) {
        return Integer.parseInt(text(name, String.valueOf(otherwise)));
    }

    /** Returns the value of an option that is a number of milliseconds. */
    public Duration millis(String name, Duration otherwise) {
        return Duration.ofMillis(Long.parseLong(text(name, String.valueOf(otherwise.toMillis()))));
    }
}
