package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.swell.socket.Connection;
import dev.swell.socket.Handshake;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.SocketHandler;

/** The whole model, as an ordinary client sees it. */
class JdkClientTest {

    private static final int SECONDS = 20;
    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    @SocketHandler(path = "/rooms/{room}", subprotocols = {"chat.v2", "chat.v1"})
    static class Rooms {
        @OnHandshake
        boolean admit(Handshake handshake) {
            return !handshake.pathParam("room").orElseThrow().equals("closed");
        }

        @OnOpen
        void open(Connection connection, Handshake handshake) {
            connection.send("welcome to " + handshake.pathParam("room").orElseThrow());
        }

        @OnMessage
        String text(String message, Connection connection) {
            if (message.equals("leave")) {
                connection.close(new CloseReason(CloseCodes.getCloseCode(4000), "as you wish"));
            } else if (message.equals("fail")) {
                throw new IllegalArgumentException("on purpose");
            }
            return message.toUpperCase();
        }

        @OnMessage
        byte[] binary(byte[] message) {
            byte[] reversed = new byte[message.length];
            for (int i = 0; i < message.length; i++) {
                reversed[i] = message[message.length - 1 - i];
            }
            return reversed;
        }

        @OnError
        void error(Throwable thrown, Connection connection) {
            connection.send("sorry: " + thrown.getMessage());
        }

        @OnClose
        void close(CloseReason reason) {
            EVENTS.add("closed " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
        }
    }

    /** What the client is told, in order. */
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            heard.add(data.remaining() + " bytes, the first is " + data.get(0));
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            heard.add("pong " + data.get(0));
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add("closed " + code + " " + reason);
            return null;
        }

        String next() throws InterruptedException {
            return heard.poll(SECONDS, TimeUnit.SECONDS);
        }
    }

    private static SocketTestServer server;
    private final Ear ear = new Ear();

    @BeforeAll
    static void start() {
        server = SocketTestServer.of(Rooms.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void clear() {
        server.awaitIdle();
        EVENTS.clear();
    }

    private WebSocket open(String room) throws Exception {
        return HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("chat.v1", "chat.v2")
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/rooms/" + room), ear)
                .get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void exchangesMessages() throws Exception {
        WebSocket client = open("lobby");
        assertThat(client.getSubprotocol()).isEqualTo("chat.v2");
        assertThat(ear.next()).isEqualTo("welcome to lobby");
        client.sendText("in ", false).get(SECONDS, TimeUnit.SECONDS);
        client.sendPing(ByteBuffer.wrap(new byte[]{5})).get(SECONDS, TimeUnit.SECONDS);
        client.sendText("pieces", true).get(SECONDS, TimeUnit.SECONDS);
        assertThat(ear.next()).isEqualTo("pong 5");
        assertThat(ear.next()).isEqualTo("IN PIECES");
        client.sendBinary(ByteBuffer.wrap(new byte[]{1, 2, 3}), true).get(SECONDS, TimeUnit.SECONDS);
        assertThat(ear.next()).isEqualTo("3 bytes, the first is 3");
        client.sendText("fail", true).get(SECONDS, TimeUnit.SECONDS);
        assertThat(ear.next()).isEqualTo("sorry: on purpose");
        client.sendClose(1000, "bye").get(SECONDS, TimeUnit.SECONDS);
        assertThat(ear.next()).isEqualTo("closed 1000 bye");
        assertThat(EVENTS.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("closed 1000 bye");
    }

    @Test
    void learnsWhyTheServerCloses() throws Exception {
        WebSocket client = open("lobby");
        client.sendText("leave", true).get(SECONDS, TimeUnit.SECONDS);
        assertThat(ear.next()).isEqualTo("welcome to lobby");
        assertThat(ear.next()).isEqualTo("closed 4000 as you wish");
        assertThat(EVENTS.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("closed 4000 as you wish");
    }

    @Test
    void seesTheStatusOfARefusal() {
        assertThatThrownBy(() -> open("closed")).cause().isInstanceOfSatisfying(WebSocketHandshakeException.class,
                refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    @Test
    void mayVanish() throws Exception {
        WebSocket client = open("lobby");
        assertThat(ear.next()).isEqualTo("welcome to lobby");
        client.abort();
        assertThat(EVENTS.poll(SECONDS, TimeUnit.SECONDS)).startsWith("closed 1006");
    }
}
