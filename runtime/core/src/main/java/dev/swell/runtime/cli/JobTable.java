package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

/** Jobs as a table for people. */
final class JobTable {

    private static final List<String> HEAD = List.of("JOB", "SCHEDULE", "STATE", "RUNS", "SKIPPED", "LAST RUN",
            "NEXT RUN",
            "LAST FAILURE");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .withZone(ZoneId.systemDefault());

    private JobTable() {}

    static void print(JsonNode jobs, PrintWriter out) {
        if (jobs.isEmpty()) {
            out.println("There are no jobs.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        jobs.forEach(job -> rows.add(row(job)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private static List<String> row(JsonNode job) {
        return List.of(job.path("identity").asText(), job.path("schedule").asText(), state(job),
                job.path("count").asText(), job.path("skipped").asText(), time(job.path("lastRun")),
                time(job.path("nextRun")),
                job.path("lastFailure").isNull() ? "-" : job.path("lastFailure").asText().replaceAll("\\s+", " "));
    }

    private static String state(JsonNode job) {
        String state = job.path("paused").asBoolean() ? "paused" : job.path("nextRun").isNull() ? "off" : "scheduled";
        return job.path("running").asBoolean() ? state + ", running" : state;
    }

    private static String time(JsonNode instant) {
        return instant.isNull() ? "-" : TIME.format(Instant.parse(instant.asText()));
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column) + " ".repeat(widths[column] - row.get(column).length()))
                .collect(Collectors.joining("  ")).stripTrailing();
    }
}
