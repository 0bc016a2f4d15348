package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.config.Threads;
import dev.swell.state.Cleaner;
import dev.swell.state.LaneScoped;

/**
 * Many clients at once, whose requests succeed, throw, hang up and time out at random, over a bean that keeps the user in a
 * field. {@code -Dswell.bleed.requests} sets how many.
 */
@Tag("threads")
class IsolationTest {

    private static final int CLIENTS = 64;
    private static final int REQUESTS = Integer.getInteger("swell.bleed.requests", 200_000);
    private static final int STALLS_ONE_IN = 50;
    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final Queue<String> BLED = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger SERVED = new AtomicInteger();
    private static final Logger ERRORS = Logger.getLogger("dev.swell.worker");

    /** The kind of bean that legacy code is full of. */
    @LaneScoped
    static class Current {
        private String user;

        String user() {
            return user;
        }

        void user(String name) {
            user = name;
        }
    }

    @ApplicationScoped
    static class Desk implements Cleaner {
        @Inject
        Current current;

        @Override
        public void clean() {
            current.user(null);
        }

        @Route("/work/{user}/{how}")
        void work(HttpServerExchange exchange) throws Exception {
            String user = exchange.getQueryParameters().get("user").getFirst();
            expect(null);
            current.user(user);
            SERVED.incrementAndGet();
            switch (exchange.getQueryParameters().get("how").getFirst()) {
                case "throw" -> throw new IllegalStateException("on purpose");
                case "error" -> throw new NoClassDefFoundError("on purpose");
                case "hangup" -> exchange.getOutputStream().write(new byte[200_000]);
                case "slow" -> Thread.sleep(3);
                case "stall" -> exchange.getInputStream().readAllBytes();
                case "dispatch" -> exchange.dispatch(later -> {
                    expect(user);
                    later.getResponseSender().send(user);
                });
                default -> Thread.yield();
            }
            expect(user);
            if (!exchange.isDispatched()) {
                exchange.getOutputStream().write(current.user().getBytes(StandardCharsets.US_ASCII));
            }
        }

        private void expect(String user) {
            String found = current.user();
            if (found == null ? user != null : !found.equals(user)) {
                BLED.add(found + " instead of " + user);
            }
        }
    }

    private TestServer server;

    @BeforeEach
    void quiet() {
        BLED.clear();
        SERVED.set(0);
        ERRORS.setLevel(Level.OFF);
    }

    @AfterEach
    void stop() {
        ERRORS.setLevel(null);
        server.close();
    }

    @Test
    void noRequestSeesAnothersUserInAPool() throws Exception {
        server = builder().start();
        prove();
    }

    @Test
    @Tag("virtual")
    void noRequestSeesAnothersUserInVirtualThreads() throws Exception {
        server = builder().threads(Threads.VIRTUAL).start();
        prove();
    }

    @Test
    @Tag("loop")
    void noRequestSeesAnothersUserInCarriedThreads() throws Exception {
        server = builder().threads(Threads.LOOP).start();
        prove();
    }

    private static TestServer.Builder builder() {
        return TestServer.with(Current.class, Desk.class)
                .settings(base -> new HttpSettings(base.host(), 0, base.serverHeader(), base.maxBody(),
                        base.maxHeaders(), base.idleTimeout(), TIMEOUT, base.maxConcurrent(), base.maxQueued(),
                        base.compression(), base.sessionTimeout(), base.sessionCookie()));
    }

    private void prove() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            running.add(clients.submit(() -> client(client)));
        }
        for (Future<?> client : running) {
            client.get();
        }
        clients.shutdown();
        await().atMost(Duration.ofSeconds(30)).until(() -> server.worker().active() == 0);
        assertThat(BLED).isEmpty();
        assertThat(SERVED.get()).isGreaterThan(REQUESTS / 2);
        assertThat(server.worker().laneCount()).isBetween(1, CLIENTS * 2);
        assertThat(server.worker().failures().cleaners()).isZero();
    }

    private Void client(int client) throws IOException {
        Random random = new Random(client);
        String[] ways = {"well", "well", "well", "well", "throw", "error", "hangup", "slow", "dispatch", "timeout"};
        Socket socket = server.connect();
        for (int i = 0; i < REQUESTS / CLIENTS; i++) {
            String how = random.nextInt(STALLS_ONE_IN) == 0 ? "stall" : ways[random.nextInt(ways.length)];
            String user = client + "-" + i;
            boolean timeout = how.equals("timeout");
            if (how.equals("stall")) {
                stall(socket, user);
                socket = server.connect();
                continue;
            }
            socket.getOutputStream().write(("GET /work/" + user + "/" + (timeout ? "slow" : how)
                    + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            if (timeout || how.equals("hangup")) {
                socket.close();
                socket = server.connect();
            } else {
                check(user, how, socket.getInputStream());
            }
        }
        socket.close();
        return null;
    }

    /** Sends less than it announces, until the server has waited long enough. */
    private static void stall(Socket socket, String user) throws IOException {
        try (socket) {
            socket.getOutputStream().write(("POST /work/" + user + "/stall HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Length: 9\r\n\r\nfew").getBytes(StandardCharsets.US_ASCII));
            String head = head(socket.getInputStream());
            if (!head.startsWith("HTTP/1.1 408")) {
                BLED.add(user + " stall got " + head);
            }
        }
    }

    private static void check(String user, String how, InputStream stream) throws IOException {
        String head = head(stream);
        int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        String body = new String(stream.readNBytes(length), StandardCharsets.US_ASCII);
        boolean fails = how.equals("throw") || how.equals("error");
        if (!head.startsWith(fails ? "HTTP/1.1 500" : "HTTP/1.1 200") || !body.equals(fails ? "" : user)) {
            BLED.add(user + " " + how + " got " + head + body);
        }
    }

    private static String head(InputStream stream) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = stream.read();
            if (next < 0) {
                throw new IOException("closed after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
