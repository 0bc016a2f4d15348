package dev.swell.runtime.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the place that a value comes from, as people would. */
final class Origin {

    private static final Pattern FILE = Pattern.compile(".*\\[source=(?:jar:)?(?:file:)?(.+)\\]");

    private Origin() {}

    static String of(String source) {
        if (source == null) {
            return "default";
        }
        if (source.equals("SysPropConfigSource")) {
            return "system property";
        }
        if (source.equals("EnvConfigSource")) {
            return "environment";
        }
        Matcher matcher = FILE.matcher(source);
        if (!matcher.matches()) {
            return source;
        }
        return matcher.group(1).contains("/") ? "in " + matcher.group(1) : matcher.group(1);
    }

    static String of(String source, int line) {
        return line > 0 ? of(source) + ", line " + line : of(source);
    }
}
