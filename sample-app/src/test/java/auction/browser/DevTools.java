package auction.browser;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The DevTools protocol: commands and their results, as JSON over one WebSocket. */
final class DevTools implements WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 20;

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> results = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    DevTools(URI uri) {
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, this).join();
    }

    /** Sends a command to the browser and waits for its result. */
    JsonNode call(String method, Map<String, ?> parameters) {
        return call(null, method, parameters);
    }

    /** Sends a command to a page, if there is a session, and waits for its result. */
    synchronized JsonNode call(String session, String method, Map<String, ?> parameters) {
        ObjectNode command = json.createObjectNode().put("id", count.incrementAndGet()).put("method", method);
        command.set("params", json.valueToTree(parameters));
        if (session != null) {
            command.put("sessionId", session);
        }
        CompletableFuture<JsonNode> result = new CompletableFuture<>();
        results.put(command.get("id").intValue(), result);
        socket.sendText(command.toString(), true).join();
        try {
            return result.get(PATIENCE_SECONDS, SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(method + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            take(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String message) {
        try {
            JsonNode answer = json.readTree(message);
            CompletableFuture<JsonNode> result = results.remove(answer.path("id").asInt());
            if (result == null) {
                return; // an event
            }
            if (answer.has("error")) {
                result.completeExceptionally(new IllegalStateException(answer.get("error").toString()));
            } else {
                result.complete(answer.get("result"));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
