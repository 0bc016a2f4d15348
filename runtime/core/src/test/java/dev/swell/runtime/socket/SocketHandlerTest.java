package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.swell.socket.Connection;
import dev.swell.socket.Handshake;
import dev.swell.socket.SocketHandler;

class SocketHandlerTest {

    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    @SocketHandler(path = "/echo/{room}")
    static class Echo {
        @OnOpen
        void open(Connection connection, Handshake handshake) {
            connection.attributes().put("room", handshake.pathParam("room").orElseThrow());
        }

        @OnMessage
        String text(String message, Connection connection) {
            return connection.attributes().get("room") + ": " + message;
        }

        @OnClose
        void close(CloseReason reason) {
            EVENTS.add("closed " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
        }
    }

    private static SocketTestServer server;

    @BeforeAll
    static void start() {
        server = SocketTestServer.of(Echo.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersMessagesOfTheJdksClient() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        WebSocket client = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(
                URI.create("ws://127.0.0.1:" + server.port() + "/echo/lobby"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        received.add(data.toString());
                        return WebSocket.Listener.super.onText(socket, data, last);
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        received.add("closed " + code);
                        return null;
                    }
                }).get(20, TimeUnit.SECONDS);
        client.sendText("hello", true).get(20, TimeUnit.SECONDS);
        assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("lobby: hello");
        client.sendClose(1000, "bye").get(20, TimeUnit.SECONDS);
        assertThat(EVENTS.poll(20, TimeUnit.SECONDS)).isEqualTo("closed 1000 bye");
        assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("closed 1000");
    }

    @Test
    void answersRawMessages() throws Exception {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/echo/a")) {
            assertThat(client.text("x").readText()).isEqualTo("a: x");
            assertThat(client.close(1000).closeCode()).isEqualTo(1000);
            assertThat(client.isEnded()).isTrue();
        }
    }
}
