package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

import dev.swell.http.Route;
import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.config.Threads;
import dev.swell.state.Cleaner;

/** Many requests at once, long ones, and clients that don't wait for the end. */
@Tag("threads")
class TrafficTest {

    private static Semaphore go;
    private static final AtomicInteger INSIDE = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static final AtomicInteger CLEANED = new AtomicInteger();
    private static final AtomicInteger DESTROYED = new AtomicInteger();

    @RequestScoped
    static class Visit {
        private String note = "";

        void note(String text) {
            note = text;
        }

        String note() {
            return note;
        }

        @PreDestroy
        void end() {
            DESTROYED.incrementAndGet();
        }
    }

    @ApplicationScoped
    static class Desk implements Cleaner {

        private final ExecutorService own = Executors.newSingleThreadExecutor();

        @Inject
        Visit visit;

        @Override
        public void clean() {
            CLEANED.incrementAndGet();
        }

        @PreDestroy
        void end() {
            own.shutdown();
        }

        @Route("/wait")
        void waiting(HttpServerExchange exchange) throws InterruptedException {
            visit.note("here");
            MOST.accumulateAndGet(INSIDE.incrementAndGet(), Math::max);
            go.acquire();
            INSIDE.decrementAndGet();
            exchange.getResponseSender().send("done");
        }

        @Route("/stream")
        void stream(HttpServerExchange exchange) throws Exception {
            visit.note("here");
            for (int i = 0; i < 3; i++) {
                go.acquire();
                exchange.getOutputStream().write(("chunk " + i + "\n").getBytes());
                exchange.getOutputStream().flush();
            }
        }

        @Route("/events")
        void events(HttpServerExchange exchange) throws Exception {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
            for (int i = 0;; i++) {
                exchange.getOutputStream().write(("data: " + i + "\n\n").getBytes());
                exchange.getOutputStream().flush();
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }

        @Route("/large")
        void large(HttpServerExchange exchange) throws IOException {
            byte[] block = "0123456789".repeat(10_000).getBytes();
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
            for (int i = 0; i < 200; i++) {
                exchange.getOutputStream().write(block);
            }
        }

        @Route("/text")
        void text(HttpServerExchange exchange) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=UTF-8");
            exchange.getResponseSender().send("ö".repeat(2000));
        }

        @Route("/image")
        void image(HttpServerExchange exchange) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "image/png");
            exchange.getResponseSender().send("x".repeat(2000));
        }

        @Route("/fail")
        void fail(HttpServerExchange exchange) {
            throw new IllegalStateException("on purpose");
        }

        @Route("/fail/late")
        void failLate(HttpServerExchange exchange) throws IOException {
            exchange.getOutputStream().write("part".getBytes());
            exchange.getOutputStream().flush();
            throw new IllegalStateException("on purpose");
        }

        @Route("/fail/io")
        void failWithIo(HttpServerExchange exchange) throws IOException {
            throw new IOException("no such file");
        }

        @Route("/hello")
        void hello(HttpServerExchange exchange) {
            exchange.getResponseSender().send("hello");
        }

        @Route("/own-executor")
        void ownExecutor(HttpServerExchange exchange) {
            visit.note("kept");
            Executor executor = own;
            exchange.dispatch(executor, later -> {
                later.startBlocking();
                later.getResponseSender().send(visit.note());
            });
        }

        @Route("/async")
        void async(HttpServerExchange exchange) {
            visit.note("async");
            exchange.dispatch(exchange.getDispatchExecutor(), () -> exchange.getResponseSender().send(visit.note()));
        }
    }

    private TestServer server;

    @BeforeEach
    void start() {
        go = new Semaphore(0);
        INSIDE.set(0);
        MOST.set(0);
        CLEANED.set(0);
        DESTROYED.set(0);
        server = TestServer.with(Visit.class, Desk.class).start();
    }

    private TestServer.Builder bounded(int maxConcurrent, int maxQueued) {
        server.close();
        return TestServer.with(Visit.class, Desk.class).settings(base -> new HttpSettings(base.host(), 0,
                Optional.of("Test"), base.maxBody(), base.maxHeaders(), base.idleTimeout(), base.requestTimeout(),
                maxConcurrent, maxQueued, true, base.sessionTimeout(), base.sessionCookie()));
    }

    @AfterEach
    void stop() {
        go.release(1000);
        await().until(() -> server.worker().active() == 0);
        assertThat(server.engine().active()).isZero();
        server.close();
    }

    @Test
    void runsABoundedNumberQueuesABoundedNumberAndRefusesTheRest() {
        server = bounded(3, 4).start();
        checkBounds();
    }

    @Test
    @Tag("virtual")
    void boundsVirtualThreadsAsWell() {
        server = bounded(3, 4).threads(Threads.VIRTUAL).start();
        checkBounds();
        assertThat(server.get("/hello").body()).isEqualTo("hello");
    }

    @Test
    @Tag("loop")
    void boundsCarriedThreadsAsWell() {
        server = bounded(3, 4).threads(Threads.LOOP).start();
        checkBounds();
        assertThat(server.get("/hello").body()).isEqualTo("hello");
    }

    private void checkBounds() {
        List<CompletableFuture<HttpResponse<String>>> admitted = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 7; i++) {
            admitted.add(CompletableFuture.supplyAsync(() -> server.get("/wait"), clients));
        }
        await().until(() -> server.engine().active() == 3 && server.engine().queued() == 4);
        HttpResponse<String> refused = server.get("/wait");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        go.release(100);
        admitted.forEach(answer -> assertThat(answer.join().body()).isEqualTo("done"));
        clients.shutdown();
        assertThat(MOST.get()).isEqualTo(3);
        assertThat(server.worker().laneCount()).isLessThanOrEqualTo(3);
    }

    @Test
    void refusesWithoutWaitingForTheBody() throws IOException {
        server = bounded(1, 0).start();
        try (Socket busy = server.connect()) {
            busy.getOutputStream().write("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            await().until(() -> server.engine().active() == 1);
            assertThat(server.raw("POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc"))
                    .startsWith("HTTP/1.1 503").contains("Retry-After: 1");
            go.release();
        }
    }

    @Test
    void goesOnWithoutThoseThatHungUpInTheQueue() throws IOException {
        server = bounded(1, 100).start();
        for (int i = 0; i < 20; i++) {
            try (Socket socket = server.connect()) {
                socket.getOutputStream().write("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
                int expected = i;
                await().until(() -> server.engine().active() + server.engine().queued() == expected + 1);
            }
        }
        go.release(20);
        await().until(() -> server.worker().active() == 0);
        assertThat(CLEANED).hasValue(20);
        assertThat(DESTROYED).hasValue(20);
        assertThat(server.get("/hello").body()).isEqualTo("hello");
    }

    @Test
    void sendsChunksAsTheyAreFlushed() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream()));
            for (int i = 0; i < 3; i++) {
                go.release();
                String line = lines.readLine();
                while (!line.equals("chunk " + i)) {
                    line = lines.readLine();
                }
            }
        }
        await().until(() -> CLEANED.get() == 1);
    }

    @Test
    void endsTheEventsOfAClientThatHasGoneWithoutCallingItAFailure() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream()));
            assertThat(lines.lines().anyMatch("data: 3"::equals)).isTrue();
        }
        await().until(() -> CLEANED.get() == 1);
        assertThat(server.worker().failures().escaped()).isZero();
    }

    @Test
    void endsALargeAnswerThatNobodyReadsToTheEnd() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
        }
        await().until(() -> CLEANED.get() == 1);
        assertThat(server.worker().failures().escaped()).isZero();
        assertThat(server.get("/large").body()).hasSize(20_000_000);
    }

    @Test
    void keepsTheConnectionAfterErrorsAndAnswersPipelinedRequestsInOrder() throws IOException {
        String get = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n";
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            all.append(String.format(get, List.of("/hello", "/fail", "/nowhere", "/fail/io").get(i % 4)));
        }
        String answers = server.raw(all + "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answers.lines().filter(line -> line.startsWith("HTTP/1.1") || line.contains("HTTP/1.1"))
                .map(line -> line.replaceAll(".*HTTP/1.1 (\\d+).*", "$1")).limit(8))
                .containsExactly("200", "500", "404", "500", "200", "500", "404", "500");
        assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(42);
        assertThat(server.worker().failures().escaped()).isEqualTo(20);
    }

    @Test
    void answersAClientThatHasSaidAllItWanted() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            socket.shutdownOutput();
            await().until(() -> server.engine().active() == 1);
            go.release();
            assertThat(new String(socket.getInputStream().readAllBytes())).endsWith("done");
        }
    }

    @Test
    void closesTheConnectionAsHttp10Wants() throws IOException {
        assertThat(server.raw("GET /hello HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200").endsWith("hello");
        assertThat(server.raw("GET /nowhere HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 404");
    }

    @Test
    void cutsAnAnswerThatFailsAfterItHasBegun() throws IOException {
        assertThat(server.raw("GET /fail/late HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200").contains("part")
                .doesNotContain("\r\n0\r\n");
        assertThat(server.worker().failures().escaped()).isEqualTo(1);
    }

    @Test
    void keepsTheUnitOfWorkOnOtherExecutors() {
        assertThat(server.get("/own-executor").body()).isEqualTo("kept");
        assertThat(server.get("/async").body()).isEqualTo("async");
        await().until(() -> CLEANED.get() == 2);
        assertThat(DESTROYED).hasValue(2);
    }

    @Test
    void compressesWhatGainsByIt() throws IOException {
        server = bounded(10, 10).start();
        String head = " HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
        String text = server.raw("GET /text" + head);
        assertThat(text).contains("Content-Encoding: gzip").contains("Vary: Accept-Encoding").contains("Server: Test");
        byte[] body = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(),
                StandardCharsets.UTF_8)).isEqualTo("ö".repeat(2000));
        assertThat(server.raw("GET /image" + head)).doesNotContain("Content-Encoding");
        assertThat(server.raw("GET /hello" + head)).doesNotContain("Content-Encoding");
        HttpResponse<String> plain = server.get("/text");
        assertThat(plain.body()).isEqualTo("ö".repeat(2000));
        assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    }

    @Test
    void sendsADateAndNoServerHeader() {
        assertThat(server.get("/hello").headers().map()).containsKey("date").doesNotContainKey("server");
    }
}
