package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.smallrye.common.annotation.NonBlocking;
import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.lifecycle.WorkerError;
import dev.swell.runtime.config.HttpSettings;

/** An application under tight limits, for the tests of sizes and times. */
abstract class LimitedServer {

    static final Duration REQUEST_TIMEOUT = Duration.ofMillis(600);
    static final Duration IDLE_TIMEOUT = Duration.ofMillis(1200);
    static final int MAX_BODY = 100_000;
    static final int MAX_HEADERS = 8000;

    static final AtomicInteger STALE = new AtomicInteger();
    static final AtomicInteger TRIED = new AtomicInteger();

    static CountDownLatch finish;

    @ApplicationScoped
    static class Desk {

        @Route("/read")
        void read(HttpServerExchange exchange) throws IOException {
            exchange.getResponseSender().send("read " + exchange.getInputStream().readAllBytes().length);
        }

        @Route("/read/stubborn")
        void stubborn(HttpServerExchange exchange) throws IOException {
            try {
                exchange.getInputStream().readAllBytes();
            } catch (IOException e) {
                exchange.getOutputStream().write("never mind".getBytes());
            }
        }

        @Route("/read/again")
        void again(HttpServerExchange exchange) {
            for (int i = 0; i < 5; i++) {
                try {
                    STALE.addAndGet(Math.max(0, exchange.getInputStream().read(new byte[100])));
                } catch (IOException e) {
                    TRIED.incrementAndGet();
                }
            }
        }

        @Route("/read/stubborn/committed")
        void stubbornCommitted(HttpServerExchange exchange) {
            try {
                exchange.getInputStream().readAllBytes();
            } catch (IOException e) {
                exchange.getResponseSender().send("never mind");
            }
        }

        @Route("/read/never")
        void never(HttpServerExchange exchange) throws IOException {
            exchange.getOutputStream().write("fine".getBytes());
        }

        @NonBlocking
        @Route("/read/never/non-blocking")
        void neverNonBlocking(HttpServerExchange exchange) {
            exchange.setStatusCode(200);
        }

        @NonBlocking
        @Route("/read/async")
        void async(HttpServerExchange exchange) {
            exchange.getRequestReceiver().receiveFullBytes(
                    (all, bytes) -> all.getResponseSender().send("read " + bytes.length));
        }

        @Route("/read/dispatched")
        void dispatched(HttpServerExchange exchange) {
            exchange.dispatch(later -> later.getResponseSender()
                    .send("read " + later.getInputStream().readAllBytes().length));
        }

        @Route("/large")
        void large(HttpServerExchange exchange) throws IOException {
            for (int i = 0; i < 1000; i++) {
                exchange.getOutputStream().write(new byte[100_000]);
            }
        }

        @NonBlocking
        @Route("/large/non-blocking")
        void largeNonBlocking(HttpServerExchange exchange) {
            exchange.getResponseSender().send(ByteBuffer.allocate(50_000_000));
        }

        @Route("/busy")
        void busy(HttpServerExchange exchange) throws Exception {
            finish.await(20, TimeUnit.SECONDS);
            exchange.getResponseSender().send("read " + exchange.getInputStream().readAllBytes().length);
        }

        void failed(@Observes WorkerError error) {
            throw new AssertionError(error.cause());
        }
    }

    TestServer server;

    @BeforeEach
    void start() {
        finish = new CountDownLatch(1);
        server = TestServer.with(Desk.class)
                .settings(base -> new HttpSettings(base.host(), 0, base.serverHeader(), MAX_BODY, MAX_HEADERS,
                        IDLE_TIMEOUT, REQUEST_TIMEOUT, base.maxConcurrent(), base.maxQueued(), base.compression(),
                        base.sessionTimeout(), base.sessionCookie()))
                .engine(engine -> engine.upgrades(worker -> LimitedServer::upgrade))
                .start();
    }

    private static boolean upgrade(HttpServerExchange exchange) {
        if (!exchange.getRequestPath().equals("/upgrade")) {
            return false;
        }
        exchange.upgradeChannel("other", (connection, upgraded) -> connection.getIoThread().executeAfter(() -> {
            try {
                connection.getSinkChannel().write(ByteBuffer.wrap("still here".getBytes()));
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, IDLE_TIMEOUT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS));
        return true;
    }

    @AfterEach
    void stop() {
        finish.countDown();
        await().until(() -> server.worker().active() == 0);
        assertThat(server.worker().failures().escaped()).isZero();
        server.close();
    }

    static String head(String method, String path, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    static String chunked(int size) {
        return Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n0\r\n\r\n";
    }

    static final String CHUNKED = "Transfer-Encoding: chunked";
    static final String CLOSE = "Connection: close";
}
