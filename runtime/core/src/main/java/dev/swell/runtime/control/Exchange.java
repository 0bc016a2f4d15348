package dev.swell.runtime.control;

import static dev.swell.runtime.control.ControlLogger.LOG;
import static dev.swell.runtime.control.ControlMessages.MESSAGES;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One request and its answer. */
final class Exchange implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SELF = ProcessHandle.current().pid();
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LineChannel client;
    private final Map<String, RequestHandler> handlers;

    Exchange(LineChannel client, Map<String, RequestHandler> handlers) {
        this.client = client;
        this.handlers = handlers;
    }

    @Override
    public void run() {
        try (client) {
            Optional<String> line = client.readLine(MOST_BYTES, PATIENCE);
            if (line.isPresent()) {
                send(answer(line.get()));
            }
        } catch (IOException e) { // it is gone, and so is whoever would want to know
            LOG.debug("a request on the control socket was given up", e);
        }
    }

    /** Returns the last line. */
    private Map<String, Object> answer(String line) {
        try {
            JsonNode request = JSON.readTree(line);
            long meant = request.path(Requests.PID).asLong(SELF);
            if (meant != SELF) {
                return Map.of(Requests.FAILED, "PID " + SELF + " has taken the place of PID " + meant);
            }
            String name = request.path(Requests.REQUEST).asText();
            RequestHandler handler = handlers.get(name);
            if (handler == null) {
                throw MESSAGES.unknownRequest(name);
            }
            handler.handle(request, content -> send(Map.of(Requests.LINE, content)));
            return Map.of(Requests.DONE, true);
        } catch (Exception | Error e) {
            LOG.debug("a request on the control socket failed", e);
            return failure(e);
        }
    }

    private static Map<String, Object> failure(Throwable failure) {
        return Map.of(Requests.FAILED, failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }

    private void send(Map<String, Object> line) throws IOException {
        client.writeLine(JSON.writeValueAsString(line), PATIENCE);
    }
}
