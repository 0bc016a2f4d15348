package dev.swell.runtime.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks at a control socket. */
final class ControlClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ControlClient() {}

    /**
     * Sends a request and waits for the end of the answer.
     *
     * @param patience how long each line of the answer may take to come
     * @param lines takes each line
     * @throws IOException if nobody answers, or not to the end
     * @throws ControlFailure if the request failed; with the reason
     */
    static void ask(Path socket, String request, Map<String, ?> parameters, Duration patience, Consumer<JsonNode> lines)
            throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>(parameters);
        fields.put(Requests.REQUEST, request);
        try (LineChannel server = LineChannel.connect(StateDirectory.address(socket), PATIENCE)) {
            server.writeLine(JSON.writeValueAsString(fields), PATIENCE);
            while (true) {
                JsonNode line = JSON.readTree(server.readLine(MOST_BYTES, patience)
                        .orElseThrow(() -> new EOFException("the connection has ended")));
                if (line.has(Requests.DONE)) {
                    return;
                } else if (line.has(Requests.FAILED)) {
                    throw new ControlFailure(line.get(Requests.FAILED).asText());
                }
                lines.accept(line.path(Requests.LINE));
            }
        }
    }
}
