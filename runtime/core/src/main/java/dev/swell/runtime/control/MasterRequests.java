package dev.swell.runtime.control;

import static dev.swell.runtime.control.ControlMessages.MESSAGES;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.JsonNode;

import dev.swell.runtime.control.RequestHandler.Answer;
import dev.swell.runtime.master.Master;
import dev.swell.runtime.master.Reload;

/** Answers the commands, from the first moment of a start on. Safe for any thread. */
public final class MasterRequests {

    /** From the end of what the old worker runs to the end of its classes; libraries may let go some seconds later. */
    private static final Duration TIME_TO_GO = Duration.ofSeconds(15);

    private final Stopping stopping;
    private volatile Description about;
    private volatile Master master;

    /**
     * Makes those of a server that is about to start.
     *
     * @param stopping ends the process
     */
    public MasterRequests(Description about, Stopping stopping) {
        this.about = about;
        this.stopping = stopping;
    }

    /**
     * What {@code reload --prove} found.
     *
     * @param workerId the old worker
     * @param holder what holds its class loader; null if that is gone
     */
    private record Proof(int workerId, String holder) {}

    /** Says that the start is over. */
    public void serves(Description description, Master server) {
        about = description;
        master = server;
    }

    /** Reloads, if it serves; how that ends is in the log. */
    public void hangUp() {
        Master current = master;
        if (current != null) {
            current.reload();
        }
    }

    /** Returns the handlers, by the names of requests. */
    public Map<String, RequestHandler> handlers() {
        return Map.of(Requests.STOP, this::stop, Requests.STATUS, this::status, Requests.RELOAD, this::reload,
                Requests.CRON, this::cron, Requests.TASKS, this::tasks, Requests.TABLES, this::tables);
    }

    private void stop(JsonNode request, Answer answer) throws Exception {
        answer.send(Map.of("limitMillis", stopping.order().toMillis()));
    }

    private void status(JsonNode request, Answer answer) throws Exception {
        Master current = master;
        answer.send(current == null ? StatusReport.starting(about)
                : StatusReport.of(stopping.isOrdered() ? "STOPPING" : "SERVING", about, current));
    }

    private void reload(JsonNode request, Answer answer) throws Exception {
        Reload reload = reload();
        answer.send(reload);
        if (request.path("prove").asBoolean()) {
            int old = reload.workerId() - 1;
            Optional<String> holder = master.prove(old, TIME_TO_GO);
            answer.send(new Proof(old, holder.orElse(null)));
        }
    }

    private void cron(JsonNode request, Answer answer) throws Exception {
        JobRequests.handle(request, serving().cronJobs(), answer);
    }

    private void tasks(JsonNode request, Answer answer) throws Exception {
        TaskRequests.handle(request, serving(), answer);
    }

    private void tables(JsonNode request, Answer answer) throws Exception {
        TableRequests.handle(request, serving().tableDesk(), answer);
    }

    private Master serving() {
        Master current = master;
        if (current == null) {
            throw MESSAGES.stillStarting();
        }
        return current;
    }

    private Reload reload() throws Exception {
        try {
            return serving().reload().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception reason ? reason : e;
        }
    }
}
