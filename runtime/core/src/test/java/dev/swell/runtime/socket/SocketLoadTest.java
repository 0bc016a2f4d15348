package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.swell.runtime.config.SocketSettings;
import dev.swell.runtime.config.Threads;
import dev.swell.runtime.http.TestServer;
import dev.swell.runtime.socket.Wire.Patience;
import dev.swell.socket.Connection;
import dev.swell.socket.SocketHandler;
import dev.swell.state.Cleaner;
import dev.swell.state.LaneScoped;

/** Many messages on many connections, on each kind of thread. */
@Tag("threads")
class SocketLoadTest {

    private static final int MAX_CONCURRENT = 4;
    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static final AtomicInteger OVERLAPS = new AtomicInteger();

    @LaneScoped
    static class Draft {
        private String owner;

        String owner() {
            return owner;
        }

        void owner(String name) {
            owner = name;
        }
    }

    @ApplicationScoped
    static class Wipe implements Cleaner {
        @Inject
        Draft draft;

        @Override
        public void clean() {
            draft.owner(null);
        }
    }

    @SocketHandler(path = "/{user}")
    static class Chat {
        private final Map<Long, AtomicBoolean> busy = new ConcurrentHashMap<>();
        @Inject
        Draft draft;

        @OnOpen
        void open(Connection connection) {
            OPENED.incrementAndGet();
            busy.put(connection.id(), new AtomicBoolean());
        }

        @OnMessage
        String text(Connection connection, String message) {
            MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
            AtomicBoolean mine = busy.get(connection.id());
            if (!mine.compareAndSet(false, true) || draft.owner() != null) {
                OVERLAPS.incrementAndGet();
            }
            draft.owner(connection.path());
            Thread.yield();
            String owner = draft.owner();
            mine.set(false);
            RUNNING.decrementAndGet();
            return owner + " " + message;
        }

        @OnClose
        void close() {
            CLOSED.incrementAndGet();
        }
    }

    static List<Threads> waysOfThisJava() {
        return Stream.of(Threads.POOL, Threads.VIRTUAL, Threads.LOOP)
                .filter(way -> way != Threads.VIRTUAL || Threads.hasVirtual())
                .filter(way -> way != Threads.LOOP || Threads.hasLoop()).toList();
    }

    private static SocketTestServer start(Threads threads) {
        TestServer.Builder builder = TestServer.with(Draft.class, Wipe.class, Chat.class);
        OPENED.set(0);
        CLOSED.set(0);
        MOST.set(0);
        return SocketTestServer.of(settings -> new SocketSettings(settings.maxFrame(), settings.sendBuffer(),
                settings.allowedOrigins(), MAX_CONCURRENT), Patience.USUAL,
                builder.threads(threads));
    }

    @ParameterizedTest
    @MethodSource("waysOfThisJava")
    void keepsTheOrderOfTenThousandMessages(Threads threads) throws Exception {
        int messages = 10_000;
        try (SocketTestServer server = start(threads);
                RawWebSocket client = RawWebSocket.open(server.port(), "/ann")) {
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < messages; i++) {
                        client.text("m" + i);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            sender.start();
            for (int i = 0; i < messages; i++) {
                assertThat(client.readText()).isEqualTo("/ann m" + i);
            }
            assertThat(client.close(1000).closeCode()).isEqualTo(1000);
            assertThat(OVERLAPS).hasValue(0);
        }
    }

    @ParameterizedTest
    @MethodSource("waysOfThisJava")
    void servesManyClientsAtOnceButNoMoreThanAllowed(Threads threads) throws Exception {
        int clients = 64;
        ExecutorService users = Executors.newFixedThreadPool(16);
        try (SocketTestServer server = start(threads)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                String path = "/user" + i;
                boolean rude = i % 3 == 0;
                Callable<Integer> user = () -> talk(server.port(), path, rude);
                all.add(users.submit(user));
            }
            for (Future<Integer> user : all) {
                assertThat(user.get(60, TimeUnit.SECONDS)).isEqualTo(100);
            }
            server.awaitIdle();
            assertThat(OPENED).hasValue(clients);
            assertThat(CLOSED).hasValue(clients);
            assertThat(OVERLAPS).hasValue(0);
            assertThat(MOST.get()).isLessThanOrEqualTo(MAX_CONCURRENT);
            assertThat(server.connections().count()).isZero();
        } finally {
            users.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("waysOfThisJava")
    void keepsFramesWholeAndInOrderWhenManyThreadsSend(Threads threads) throws Exception {
        int senders = 8;
        int each = 1000; // all of them may wait at once
        try (SocketTestServer server = start(threads);
                RawWebSocket client = RawWebSocket.open(server.port(), "/ann")) {
            client.text("hello").readText();
            Connection connection = server.connections().at("/ann").findFirst().orElseThrow();
            for (int sender = 0; sender < senders; sender++) {
                String name = String.valueOf(sender);
                new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        connection.send(name + " " + i + " " + "x".repeat(i % 150));
                    }
                }).start();
            }
            int[] next = new int[senders];
            for (int i = 0; i < senders * each; i++) {
                String[] parts = client.readText().split(" ", 3);
                int number = Integer.parseInt(parts[1]);
                assertThat(number).isEqualTo(next[Integer.parseInt(parts[0])]++);
                assertThat(parts[2]).hasSize(number % 150);
            }
            client.close(1000).closeCode();
        }
    }

    private static int talk(int port, String path, boolean rude) throws Exception {
        int answered = 0;
        try (RawWebSocket client = RawWebSocket.open(port, path)) {
            for (int i = 0; i < 100; i++) {
                answered += client.text("m" + i).readText().equals(path + " m" + i) ? 1 : 0;
            }
            if (!rude) {
                client.close(1000).closeCode();
            }
        }
        return answered;
    }
}
