package dev.swell.junit5;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Connects to the socket handlers of the application under test. May be used from any thread. */
public final class WebSocketClient {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI base;
    private final HttpClient http;

    WebSocketClient(URI base, HttpClient http) {
        this.base = base;
        this.http = http;
    }

    /** Returns a client whose handshakes go through an HTTP client of the test's own, with its cookies for example. */
    public WebSocketClient through(HttpClient client) {
        return new WebSocketClient(base, client);
    }

    /**
     * Connects to a path, which may have a query.
     *
     * @throws HandshakeRefused if the server says no
     */
    public ClientSocket connect(String path) {
        return connect(path, Map.of());
    }

    /**
     * Connects to a path with these headers in the handshake, such as {@code Cookie} or {@code Origin}.
     *
     * @param subprotocols what the client offers to speak, best first
     * @throws HandshakeRefused if the server says no
     */
    public ClientSocket connect(String path, Map<String, String> headers, String... subprotocols) {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
        headers.forEach(builder::header);
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        Messages messages = new Messages();
        try {
            URI uri = URI.create(base.toString().replaceFirst("^http", "ws") + path);
            return new ClientSocket(path, builder.buildAsync(uri, messages).join(), messages);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refusal) {
                throw new HandshakeRefused(path, refusal.getResponse().statusCode(), refusal);
            }
            throw new AssertionError("'" + path + "' can't be connected to: " + e.getCause(), e.getCause());
        }
    }
}
