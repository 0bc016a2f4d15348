package dev.swell.runtime.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key of the configuration.
 *
 * @param <T> what its text is read to
 * @param name the name; {@code "*"} stands for any name of the user's choice
 * @param defaultText what is read where nobody sets the key; empty if it is off then
 * @param form what may be written
 * @param meaning what the key does, in one sentence
 * @param fixed whether a change takes a restart, since a reload leaves what the key is about as it is
 */
public record Key<T>(String name, String defaultText, Form<T> form, String meaning, boolean fixed) {

    /** Returns the name of the environment variable that sets the key. */
    public String variable() {
        return name.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
    }

    boolean covers(String property) {
        return name.equals(property) || pattern(name, "\"?", ".+").matcher(property).matches();
    }

    boolean coversVariable(String variable) {
        return pattern(variable(), "", ".+").matcher(variable).matches();
    }

    private static Pattern pattern(String name, String quote, String any) {
        String[] parts = name.replace("\"*\"", "*").split("\\*", -1);
        StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            regex.append(quote).append(any).append(quote).append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(regex.toString());
    }
}
