package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

/** Tasks as a table for people. */
final class TaskText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .withZone(ZoneId.systemDefault());

    private TaskText() {}

    static void print(JsonNode tasks, JsonNode counts, PrintWriter out) {
        if (!tasks.isEmpty()) {
            Table table = new Table("ID", "STATE", "TRIES", "DUE", "WHAT", "LAST FAILURE");
            tasks.forEach(task -> table.add(task.path("id").asText(),
                    task.path("state").asText().toLowerCase(Locale.ROOT),
                    task.path("tries").asText() + " of " + task.path("maxTries").asText(),
                    TIME.format(Instant.parse(task.path("due").asText())), what(task),
                    Table.oneLine(task.path("failure").textValue())));
            table.print(out);
            out.println();
        }
        out.println("Tasks and events: " + line(counts));
    }

    private static String what(JsonNode task) {
        String what = task.path("kind").asText() + " " + task.path("type").asText();
        return task.path("listener").isNull() ? what : what + " for " + task.path("listener").asText();
    }

    /** Returns how many there are, in words. */
    static String line(JsonNode counts) {
        return counts.valueStream().allMatch(count -> count.asInt() == 0) ? "none"
                : "%s running, %s waiting, %s delayed, %s dead".formatted(counts.path("running"),
                        counts.path("waiting"),
                        counts.path("delayed"), counts.path("dead"));
    }
}
