package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.worker.Worker;
import dev.swell.socket.Connection;
import dev.swell.socket.Handshake;
import dev.swell.socket.SocketHandler;

/** Connections outlive the worker that they were opened in. */
class SwapTest {

    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    @SocketHandler(path = "/stays")
    @SocketHandler(path = "/goes")
    @SocketHandler(path = "/curious")
    static class Old {
        @OnMessage
        String text(Connection connection, String message) throws InterruptedException {
            connection.attributes().put("last", message);
            gate.await();
            return "old " + message;
        }

        @OnClose
        void close() {
            EVENTS.add("old closed");
        }
    }

    @SocketHandler(path = "/stays")
    static class New {
        @OnMessage
        String text(Connection connection, String message) {
            return "new " + message + " after " + connection.attributes().get("last");
        }

        @OnClose
        void close() {
            EVENTS.add("new closed");
        }
    }

    @SocketHandler(path = "/curious")
    static class Curious {
        @OnMessage
        String text(String message, Handshake handshake) {
            return handshake.path();
        }
    }

    private SocketTestServer server;

    @BeforeEach
    void start() {
        EVENTS.clear();
        gate = new CountDownLatch(0);
        server = SocketTestServer.of(Old.class);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        server.close();
    }

    @Test
    void bringsWaitingMessagesToTheNextWorker() throws Exception {
        gate = new CountDownLatch(1);
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/stays")) {
            client.text("a").text("b");
            await().until(() -> server.server().worker().active() == 1);
            server.swap(New.class);
            gate.countDown();
            assertThat(client.readText()).isEqualTo("old a");
            assertThat(client.readText()).isEqualTo("new b after a");
            assertThat(server.server().worker().drain(Duration.ofSeconds(10))).isTrue();
            client.close(1000).closeCode();
        }
        server.awaitIdle();
        assertThat(EVENTS).containsExactly("new closed");
    }

    @Test
    void finishesAMessageBeforeItClosesTheConnectionThatNobodyHandlesAnyMore() throws Exception {
        gate = new CountDownLatch(1);
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/goes")) {
            client.text("a");
            await().until(() -> server.server().worker().active() == 1);
            server.swap(New.class);
            gate.countDown();
            assertThat(client.readText()).isEqualTo("old a");
            assertThat(client.closeCode()).isEqualTo(1012);
        }
    }

    @Test
    void closesConnectionsThatNobodyHandlesAnyMore() throws Exception {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/goes");
                RawWebSocket curious = RawWebSocket.open(server.port(), "/curious");
                LoggedLines log = LoggedLines.of("dev.swell.socket")) {
            assertThat(client.text("a").readText()).isEqualTo("old a");
            Worker next = server.swap(New.class, Curious.class);
            assertThat(client.closeCode()).isEqualTo(1012);
            assertThat(curious.closeCode()).as("the upgrade request was not kept").isEqualTo(1012);
            assertThat(next.active()).isZero();
            assertThat(log.withId("SWELL-401")).hasSize(2).anyMatch(line -> line.contains("'/goes' any more"));
        }
        server.awaitIdle();
        assertThat(EVENTS).isEmpty();
        try (RawWebSocket curious = RawWebSocket.open(server.port(), "/curious")) {
            assertThat(curious.text("b").readText()).isEqualTo("/curious");
        }
    }
}
