package dev.swell.endtoend.documentation;

import java.util.List;
import java.util.regex.Pattern;

/** Compares what a command printed with what a page shows. */
final class Output {

    /** Stands, alone on a line, for any lines. */
    static final String ANY = "...";

    /** What is different each time: durations, PIDs, times. */
    private static final Pattern ACCIDENTAL = Pattern
            .compile("\\d+(?= ms)|(?<=PID )\\d+|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d|\\d+:\\d\\d:\\d\\d");

    private Output() {}

    /** Tells whether it is the same; empty lines at the end, PIDs and times don't count. */
    static boolean matches(List<String> shown, List<String> printed) {
        return same(essence(shown), essence(printed));
    }

    private static List<String> essence(List<String> lines) {
        return withoutEnd(lines).stream().map(line -> ACCIDENTAL.matcher(line).replaceAll("#")).toList();
    }

    private static List<String> withoutEnd(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return lines.subList(0, end);
    }

    private static boolean same(List<String> shown, List<String> printed) {
        if (shown.isEmpty()) {
            return printed.isEmpty();
        }
        if (shown.get(0).equals(ANY)) {
            return same(rest(shown), printed) || !printed.isEmpty() && same(shown, rest(printed));
        }
        return !printed.isEmpty() && shown.get(0).equals(printed.get(0)) && same(rest(shown), rest(printed));
    }

    private static List<String> rest(List<String> lines) {
        return lines.subList(1, lines.size());
    }
}
