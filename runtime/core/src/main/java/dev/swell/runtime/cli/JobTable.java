package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import com.fasterxml.jackson.databind.JsonNode;

/** Jobs as a table for people. */
final class JobTable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .withZone(ZoneId.systemDefault());

    private JobTable() {}

    static void print(JsonNode jobs, PrintWriter out) {
        if (jobs.isEmpty()) {
            out.println("There are no jobs.");
            return;
        }
        Table table = new Table("JOB", "SCHEDULE", "STATE", "RUNS", "SKIPPED", "LAST RUN", "NEXT RUN", "LAST FAILURE");
        jobs.forEach(job -> table.add(job.path("identity").asText(), job.path("schedule").asText(), state(job),
                job.path("count").asText(), job.path("skipped").asText(), time(job.path("lastRun")),
                time(job.path("nextRun")), Table.oneLine(job.path("lastFailure").textValue())));
        table.print(out);
    }

    private static String state(JsonNode job) {
        String state = job.path("paused").asBoolean() ? "paused" : job.path("nextRun").isNull() ? "off" : "scheduled";
        return job.path("running").asBoolean() ? state + ", running" : state;
    }

    private static String time(JsonNode instant) {
        return instant.isNull() ? "-" : TIME.format(Instant.parse(instant.asText()));
    }
}
