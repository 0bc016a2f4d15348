package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.websocket.OnMessage;

import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;
import dev.swell.runtime.socket.Wire.Patience;
import dev.swell.socket.SocketHandler;

class StreamOfMessagesTest {

    @SocketHandler(path = "/sink")
    static class Sink {
        @OnMessage
        String text(String message) {
            return message.isEmpty() ? "end" : null;
        }
    }

    @Test
    void takesMessagesThatFollowEachOtherWithoutPause() throws Exception {
        try (SocketTestServer server = SocketTestServer.of(settings -> settings,
                new Patience(Duration.ofMillis(300), Duration.ofMillis(500)), TestServer.with(Sink.class));
                RawWebSocket client = RawWebSocket.open(server.port(), "/sink")) {
            byte[] first = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'a'};
            byte[] more = {'b', (byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'a'};
            client.raw(first);
            for (int i = 0; i < 100; i++) { // each write ends within a message, none of which takes long
                Thread.sleep(10);
                client.raw(more);
            }
            client.raw('b');
            assertThat(client.text("").readText()).isEqualTo("end");
        }
    }
}
