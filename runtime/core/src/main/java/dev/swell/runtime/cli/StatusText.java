package dev.swell.runtime.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.swell.Listener;
import dev.swell.runtime.master.Addresses;
import dev.swell.socket.Protocol;

/** The status of a server, for people. */
record StatusText(Facts facts) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .withZone(ZoneId.systemDefault());

    void print(JsonNode status) {
        facts.line("Process", process(status));
        facts.line("Application", application(status));
        facts.line("Swell", status.path("swell").asText() + ", Java " + status.path("java").asText());
        if (status.path("started").isNull()) {
            return;
        }
        status.path("listeners").forEach(listener -> facts.line(name(listener), address(listener)));
        facts.line("Threads", status.path("threads").asText());
        status.path("moved")
                .forEach(moved -> facts.line("Moved", moved.path("name").asText() + ", which keeps a thread for "
                        + moved.path("longestMillis") + " ms"));
        status.path("workers").forEach(worker -> facts.line("Worker " + worker.path("id"), worker(worker)));
        facts.line("Requests", status.path("requests") + ", " + status.path("activeRequests") + " active");
        facts.line("Connections", status.path("connections"));
        facts.line("Reloads", status.path("reloads") + ", " + status.path("failedReloads") + " failed");
        if (!status.path("lastReloadFailure").isNull()) {
            facts.line("Last reload", "failed: " + status.path("lastReloadFailure").asText());
        }
        facts.line("Tasks", TaskText.line(status.path("taskCounts")));
        facts.line("Jobs", amount(status.path("jobs")));
        facts.line("Processes", amount(status.path("processes")));
    }

    private static String process(JsonNode status) {
        String process = "PID " + status.path("pid") + ", " + lower(status.path("state"));
        return status.path("started").isNull() ? process
                : process + " since " + TIME.format(Instant.parse(status.path("started").asText())) + " ("
                        + period(Duration.ofSeconds(status.path("uptimeSeconds").asLong())) + ")";
    }

    private static String period(Duration time) {
        String clock = String.format("%d:%02d:%02d", time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
        return time.toDays() == 0 ? clock : time.toDays() + " d " + clock;
    }

    private static String worker(JsonNode worker) {
        String state = lower(worker.path("state")) + ", " + worker.path("active") + " active";
        return worker.path("holder").isNull() ? state : state + ", held by " + worker.path("holder").asText();
    }

    private static String amount(JsonNode list) {
        return list.isEmpty() ? "none" : String.valueOf(list.size());
    }

    /** Returns what people call the application, with the label of its version. */
    static String application(JsonNode status) {
        String name = status.path("application").asText();
        return status.path("version").isNull() ? name : name + " " + status.path("version").asText();
    }

    /** Returns the addresses of all listeners, that of the application first. */
    static String addresses(JsonNode status) {
        return Addresses.of(StreamSupport.stream(status.path("listeners").spliterator(), false)
                .map(StatusText::listener)
                .toList());
    }

    /** Returns the name of a listener as the other facts are written. */
    static String name(JsonNode listener) {
        String name = listener.path("name").asText();
        return switch (name) {
            case "http" -> "HTTP";
            case "management" -> "Management";
            default -> name; // as it was declared
        };
    }

    static String address(JsonNode listener) {
        return Addresses.of(listener(listener));
    }

    private static Listener listener(JsonNode listener) {
        return new Listener(listener.path("name").asText(), Protocol.valueOf(listener.path("protocol").asText()),
                listener.path("host").asText(), listener.path("port").asInt());
    }

    private static String lower(JsonNode constant) {
        return constant.asText().toLowerCase(Locale.ROOT);
    }
}
