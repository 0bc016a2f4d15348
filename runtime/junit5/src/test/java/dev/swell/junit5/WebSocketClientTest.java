package dev.swell.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

@SwellTest(app = "target/test-classes")
class WebSocketClientTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    @Inject
    WebSocketClient sockets;

    @Test
    void sendsAndReceivesTextAndBinaryMessagesWhole() {
        try (ClientSocket socket = sockets.connect("/echo")) {
            String text = "wave ".repeat(50_000);
            socket.send(text);
            socket.send(new byte[]{1, 2, 3});
            assertThat(socket.text()).isEqualTo(text);
            assertThat(socket.binary()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void offersHeadersAndSubprotocols() {
        try (ClientSocket socket = sockets.connect("/echo", Map.of("X-Stranger", "no"), "other", "echo.v1")) {
            assertThat(socket.subprotocol()).isEqualTo("echo.v1");
        }
    }

    @Test
    void tellsWithWhichStatusAHandshakeWasRefused() {
        assertThatThrownBy(() -> sockets.connect("/echo", Map.of("X-Stranger", "yes")))
                .isInstanceOf(HandshakeRefused.class).hasMessage("The handshake at '/echo' was answered with 403")
                .extracting("status").isEqualTo(403);
        assertThatThrownBy(() -> sockets.connect("/nowhere")).isInstanceOf(HandshakeRefused.class)
                .extracting("status").isEqualTo(404);
    }

    @Test
    void tellsHowTheServerClosed() {
        ClientSocket socket = sockets.connect("/echo");
        socket.send("bye");
        assertThat(socket.closeCode()).isEqualTo(1001);
        assertThatThrownBy(socket::text).isInstanceOf(AssertionError.class)
                .hasMessage("'/echo' was closed with 1001 before the next message");
    }

    @Test
    void waitsNoLongerThanAllowed() {
        try (ClientSocket socket = sockets.connect("/echo")) {
            assertThatThrownBy(() -> socket.text(SHORT)).isInstanceOf(AssertionError.class)
                    .hasMessage("no message came in on '/echo' within PT0.02S");
            assertThatThrownBy(() -> socket.closeCode(SHORT)).isInstanceOf(AssertionError.class)
                    .hasMessage("'/echo' is still open after PT0.02S");
            socket.send("text");
            assertThatThrownBy(socket::binary).isInstanceOf(AssertionError.class)
                    .hasMessage("the next message on '/echo' is not binary: text");
        }
    }
}
