package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.config.SocketSettings;
import dev.swell.runtime.http.TestServer;
import dev.swell.runtime.socket.Wire.Patience;
import dev.swell.socket.Connection;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;

/** Many connections, slow ones, silent ones, and the end of the server. */
class ConnectionsTest {

    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();
    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final AtomicInteger HANDLED = new AtomicInteger();
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    @SocketHandler(path = "/room/{name}")
    static class Room {
        @OnOpen
        void open(Connection connection) {
            OPENED.incrementAndGet();
            assertThat(connection.protocol()).isEqualTo(Protocol.WEBSOCKET);
        }

        @OnMessage
        String text(String message) throws InterruptedException {
            gate.await();
            HANDLED.incrementAndGet();
            return message.isBlank() ? null : message;
        }

        @OnClose
        void close(CloseReason reason) {
            EVENTS.add(reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
        }
    }

    private SocketTestServer server;

    @BeforeEach
    void start() {
        EVENTS.clear();
        OPENED.set(0);
        HANDLED.set(0);
        gate = new CountDownLatch(0);
        server = SocketTestServer.of(
                settings -> new SocketSettings(settings.maxFrame(), 256 * 1024, settings.allowedOrigins(), 8),
                new Patience(Duration.ofMillis(300), Duration.ofMillis(500)), TestServer.with(Room.class));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        server.close();
    }

    private RawWebSocket open(String name) throws IOException {
        int before = server.connections().count();
        RawWebSocket client = RawWebSocket.open(server.port(), "/room/" + name);
        await().until(() -> server.connections().count() == before + 1);
        return client;
    }

    private static String event() throws InterruptedException {
        return EVENTS.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void findsAndReachesConnections() throws Exception {
        try (RawWebSocket a = open("a"); RawWebSocket b = open("b"); RawWebSocket second = open("b")) {
            assertThat(server.connections().count()).isEqualTo(3);
            assertThat(server.connections().all().map(Connection::id)).doesNotHaveDuplicates().hasSize(3);
            assertThat(server.connections().at("/room/b")).hasSize(2);
            assertThat(server.connections().at("/room/{name}")).isEmpty();
            long id = server.connections().at("/room/a").findFirst().orElseThrow().id();
            assertThat(server.connections().find(id).orElseThrow().path()).isEqualTo("/room/a");
            assertThat(server.connections().send(id, "for a")).isTrue();
            assertThat(server.connections().broadcast("/room/b", "for b")).isEqualTo(2);
            assertThat(server.connections().broadcast("/room/none", "for nobody")).isZero();
            assertThat(a.readText()).isEqualTo("for a");
            assertThat(b.readText()).isEqualTo("for b");
            assertThat(second.readText()).isEqualTo("for b");
            a.close(1000).closeCode();
            await().until(() -> server.connections().find(id).isEmpty());
            assertThat(server.connections().at("/room/a")).isEmpty();
            assertThat(server.connections().send(id, "too late")).isFalse();
        }
    }

    @Test
    void broadcastsToCompressedAndPlainConnections() throws Exception {
        try (RawWebSocket plain = open("x");
                RawWebSocket compressed = RawWebSocket.open(server.port(), "/room/x",
                        "Sec-WebSocket-Extensions: permessage-deflate")) {
            await().until(() -> server.connections().count() == 2);
            String text = "news ".repeat(200);
            assertThat(server.connections().broadcast("/room/x", text)).isEqualTo(2);
            assertThat(plain.readText()).isEqualTo(text);
            RawWebSocket.Received received = compressed.read();
            assertThat(received.first()).isEqualTo(0xc1);
            assertThat(new String(new Compression().inflate(received.payload(), received.payload().length, 10_000)))
                    .isEqualTo(text);
        }
    }

    @Test
    void closesOneThatReadsTooSlowly() throws Exception {
        RawWebSocket slow = open("slow");
        try (slow; RawWebSocket other = open("other")) {
            String text = "x".repeat(100_000);
            Connection connection = server.connections().at("/room/slow").findFirst().orElseThrow();
            int sent = 0;
            while (connection.send(text)) {
                sent++;
            }
            assertThat(sent).isGreaterThan(1);
            assertThat(connection.isOpen()).isFalse();
            assertThat(event()).isEqualTo("1013 reads too slowly");
            assertThat(other.text("still here").readText()).isEqualTo("still here");
            await().until(() -> server.engine().stop(Duration.ZERO));
        }
    }

    @Test
    void tellsASlowReaderThatReadsAfterAllWhy() throws Exception {
        try (RawWebSocket slow = open("slow")) {
            Connection connection = server.connections().at("/room/slow").findFirst().orElseThrow();
            String text = "x".repeat(100_000);
            while (connection.send(text)) {
                assertThat(connection.isOpen()).isTrue();
            }
            assertThat(slow.closeCode()).isEqualTo(1013);
        }
    }

    @Test
    void givesASlowReaderTimeToTakeWhatWasSentBeforeTheClose() throws Exception {
        Patience patience = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(2));
        try (SocketTestServer patient = SocketTestServer.of(settings -> settings, patience,
                TestServer.with(Room.class));
                RawWebSocket client = RawWebSocket.open(patient.port(), "/room/big")) {
            Connection connection = await().until(() -> patient.connections().all().findFirst().orElse(null),
                    Objects::nonNull);
            assertThat(connection.send(new byte[6 << 20])).isTrue();
            connection.close();
            client.read(100, Duration.ofMillis(40));
            assertThat(client.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void sendsOneMessageLargerThanTheBuffer() throws Exception {
        try (RawWebSocket client = open("big")) {
            String text = "x".repeat(1 << 20);
            assertThat(server.connections().broadcast("/room/big", text)).isEqualTo(1);
            assertThat(client.readText()).isEqualTo(text);
        }
    }

    @Test
    void readsABoundedAmountAheadOfABusyHandler() throws Exception {
        gate = new CountDownLatch(1);
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()))) {
            channel.write(ByteBuffer.wrap(RawWebSocket.upgrade(server.port(), "/room/a").getBytes()));
            ByteBuffer answer = ByteBuffer.allocate(4096);
            while (!new String(answer.array(), 0, answer.position()).contains("\r\n\r\n")) {
                channel.read(answer);
            }
            double before = received();
            channel.configureBlocking(false);
            ByteBuffer frame = ByteBuffer.wrap(RawWebSocket.frame(0x81, " ".repeat(1000).getBytes()));
            int sent = fill(channel, frame);
            assertThat(received() - before).isBetween(2.0, 100.0);
            gate.countDown();
            channel.configureBlocking(true);
            channel.write(frame);
            await().until(() -> HANDLED.get() == sent + 1);
        }
    }

    /** Writes frames until nothing more is taken; returns how many were written whole. */
    private static int fill(SocketChannel channel, ByteBuffer frame) throws IOException {
        int sent = 0;
        long last = System.nanoTime();
        while (System.nanoTime() - last < 300_000_000) {
            if (!frame.hasRemaining()) {
                frame.clear();
                sent++;
            }
            if (channel.write(frame) > 0) {
                last = System.nanoTime();
            } else {
                Thread.onSpinWait();
            }
        }
        return sent;
    }

    private double received() {
        return server.server().metrics().export().lines()
                .filter(line -> line.startsWith("swell_socket_messages_total") && line.contains("/room/{name}")
                        && line.contains("\"in\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }

    @Test
    void cutsAMessageThatNeverGetsWhole() throws Exception {
        try (RawWebSocket client = open("a")) {
            client.raw(RawWebSocket.head(0x81, 100));
            assertThat(client.closeCode()).isEqualTo(1008);
        }
        assertThat(event()).isEqualTo("1008 message not whole after 0 s");
        try (RawWebSocket client = open("a")) {
            client.send(0x01, new byte[3]);
            assertThat(client.closeCode()).isEqualTo(1008);
        }
        try (RawWebSocket client = open("a")) {
            client.raw(0x81);
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void doesNotCutSilentConnections() throws Exception {
        try (RawWebSocket client = open("a"); RawWebSocket partial = open("b")) {
            partial.raw(0x81);
            assertThat(partial.closeCode()).isEqualTo(1008);
            assertThat(client.text("a").readText()).isEqualTo("a");
        }
    }

    @Test
    void cutsACloseHandshakeThatNeverEnds() throws Exception {
        try (RawWebSocket client = open("a")) {
            server.connections().all().forEach(Connection::close);
            assertThat(client.closeCode()).isEqualTo(1000);
            assertThat(client.isEnded()).isTrue();
            assertThat(event()).isEqualTo("1000 ");
        }
    }

    @Test
    void closesInTheMiddleOfAFlood() throws Exception {
        gate = new CountDownLatch(1);
        try (RawWebSocket client = open("a")) {
            for (int i = 0; i < 200; i++) {
                client.text(" ");
            }
            server.connections().all().forEach(Connection::close);
            assertThat(client.closeCode()).isEqualTo(1000);
            assertThat(client.close(1000).isEnded()).isTrue();
        }
        gate.countDown();
        assertThat(event()).isEqualTo("1000 ");
        assertThat(HANDLED.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void opensAndClosesForTheApplicationEvenIfTheClientHasGoneMeanwhile() throws Exception {
        gate = new CountDownLatch(1);
        List<RawWebSocket> busy = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            busy.add(open("busy").text("a"));
        }
        await().until(() -> OPENED.get() == 8 && server.server().worker().active() == 8);
        open("late").close();
        await().until(() -> server.connections().count() == 8);
        assertThat(OPENED).hasValue(8);
        gate.countDown();
        assertThat(event()).startsWith("1006");
        assertThat(OPENED).hasValue(9);
        for (RawWebSocket client : busy) {
            assertThat(client.readText()).isEqualTo("a");
            client.close();
        }
    }

    @Test
    void outlivesTheTimeLimitsOfHttp() throws Exception {
        try (SocketTestServer impatient = SocketTestServer.of(settings -> settings, Patience.USUAL,
                TestServer.with(Room.class).settings(ConnectionsTest::impatient));
                RawWebSocket client = RawWebSocket.open(impatient.port(), "/room/a");
                RawWebSocket http = RawWebSocket.request(impatient.port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertThat(http.isEnded()).isTrue();
            assertThat(client.text("a").readText()).isEqualTo("a");
        }
    }

    private static HttpSettings impatient(HttpSettings base) {
        Duration soon = Duration.ofMillis(200);
        return new HttpSettings(base.host(), base.port(), base.serverHeader(), base.maxBody(), base.maxHeaders(), soon,
                soon, base.maxConcurrent(), base.maxQueued(), base.compression(), base.sessionTimeout(),
                base.sessionCookie());
    }

    @Test
    void closesAllWhenTheServerStops() throws Exception {
        List<RawWebSocket> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(open("r" + i));
        }
        Thread stopping = new Thread(() -> EVENTS.add("in order: " + server.engine().stop(Duration.ofSeconds(10))));
        stopping.start();
        for (RawWebSocket client : clients) {
            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(client.close(1001).isEnded()).isTrue();
            client.close();
        }
        stopping.join(20_000);
        assertThat(EVENTS).hasSize(21).contains("in order: true").filteredOn("1001 the server stops"::equals)
                .hasSize(20);
        try (RawWebSocket late = RawWebSocket.request(server.port(), RawWebSocket.upgrade(server.port(), "/room/a"))) {
            assertThat(late.status()).isEqualTo(503);
        }
    }

    @Test
    void doesNotWaitForEverWhenTheServerStops() throws Exception {
        gate = new CountDownLatch(1);
        try (RawWebSocket client = open("a")) {
            client.text("hangs");
            await().until(() -> server.server().worker().active() == 1);
            assertThat(server.engine().stop(Duration.ofMillis(100))).isFalse();
        }
    }
}
