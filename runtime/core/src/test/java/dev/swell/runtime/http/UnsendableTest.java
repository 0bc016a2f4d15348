package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.common.annotation.NonBlocking;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.util.Headers;

import dev.swell.http.Route;
import dev.swell.lifecycle.ResponseGenerated;
import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.config.HttpSettings;

/** Responses that can't be written as the application wants them: nothing has left yet, so the client gets 500. */
@Tag("threads")
class UnsendableTest {

    private static final String SHOP = Shop.class.getName();

    @ApplicationScoped
    static class Shop {

        private static volatile Path file;

        @Route("/empty")
        void empty(HttpServerExchange exchange) {
            spoil(exchange);
        }

        @Route("/sender")
        void sender(HttpServerExchange exchange) {
            spoil(exchange);
            exchange.getResponseSender().send("secret");
        }

        @Route("/closed")
        void closed(HttpServerExchange exchange) throws IOException {
            spoil(exchange);
            try (OutputStream out = exchange.getOutputStream()) {
                out.write("secret".getBytes(StandardCharsets.US_ASCII));
            }
        }

        @Route("/open")
        void open(HttpServerExchange exchange) throws IOException {
            spoil(exchange);
            exchange.getOutputStream().write("secret".getBytes(StandardCharsets.US_ASCII));
        }

        @Route("/flushed")
        void flushed(HttpServerExchange exchange) throws IOException {
            spoil(exchange);
            for (int i = 0; i < 3; i++) {
                exchange.getOutputStream().write("secret".getBytes(StandardCharsets.US_ASCII));
                exchange.getOutputStream().flush();
            }
        }

        @Route("/large")
        void large(HttpServerExchange exchange) throws IOException {
            spoil(exchange);
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
            exchange.getOutputStream().write(new byte[300_000]);
        }

        @Route("/length")
        void length(HttpServerExchange exchange) throws IOException {
            spoil(exchange);
            exchange.setResponseContentLength(300_000);
            exchange.getOutputStream().write(new byte[300_000]);
        }

        @Route("/channel")
        void channel(HttpServerExchange exchange) throws IOException {
            spoil(exchange);
            exchange.getResponseChannel().write(ByteBuffer.allocate(100));
        }

        @Route("/file")
        void file(HttpServerExchange exchange) throws IOException {
            spoil(exchange);
            try (FileChannel source = FileChannel.open(file)) {
                exchange.getResponseSender().transferFrom(source, io.undertow.io.IoCallback.END_EXCHANGE);
            }
        }

        @Route("/io")
        @NonBlocking
        void io(HttpServerExchange exchange) {
            spoil(exchange);
            exchange.getResponseSender().send("secret");
        }

        @Route("/io-empty")
        @NonBlocking
        void ioEmpty(HttpServerExchange exchange) {
            spoil(exchange);
        }

        @Route("/dispatched")
        void dispatched(HttpServerExchange exchange) {
            exchange.dispatch(later -> sender(later));
        }

        private static void spoil(HttpServerExchange exchange) {
            exchange.setResponseCookie(new CookieImpl("good", "1"));
            exchange.setResponseCookie(new CookieImpl("bad", "日本"));
            exchange.setResponseCookie(new CookieImpl("last", "2"));
        }

        @Route("/fine")
        void fine(HttpServerExchange exchange) {
            exchange.setResponseCookie(new CookieImpl("good", "1"));
            exchange.getResponseSender().send("fine");
        }

        @Route("/wrong/{what}")
        void wrong(HttpServerExchange exchange) {
            switch (exchange.getQueryParameters().get("what").getFirst()) {
                case "status" -> exchange.setStatusCode(1);
                case "length" -> exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, "many");
                case "encoding" -> exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "日本");
                case "listener" -> exchange.addResponseCommitListener(commit -> {
                    throw new IllegalStateException("on purpose");
                });
                default -> exchange.addResponseWrapper((factory, response) -> {
                    throw new AssertionError("on purpose");
                });
            }
            if (exchange.getQueryParameters().containsKey("body")) {
                exchange.getResponseSender().send("secret");
            }
        }

        @Route("/end")
        void end(HttpServerExchange exchange) {
            failAtEnd(exchange);
        }

        @Route("/end-io")
        @NonBlocking
        void endOnIoThread(HttpServerExchange exchange) {
            failAtEnd(exchange);
        }

        private static void failAtEnd(HttpServerExchange exchange) {
            exchange.addExchangeCompleteListener((over, next) -> {
                throw new IllegalStateException("on purpose");
            });
        }
    }

    @ApplicationScoped
    @Priority(1)
    static class Labels implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler next) {
            return exchange -> {
                if (exchange.getQueryParameters().containsKey("label")) {
                    exchange.setResponseCookie(new CookieImpl("label", "日本"));
                }
                next.handleRequest(exchange);
            };
        }
    }

    @ApplicationScoped
    static class Watcher {
        void generated(@Observes ResponseGenerated event) {
            if (event.exchange().getQueryParameters().containsKey("late")) {
                event.exchange().setResponseCookie(new CookieImpl("late", "日本"));
            }
            event.exchange().setResponseCookie(new CookieImpl("seen", "" + event.exchange().getStatusCode()));
        }
    }

    private LoggedLines log;
    private TestServer server;

    @BeforeEach
    void start() {
        log = LoggedLines.of("dev.swell.worker");
        server = TestServer.of(Shop.class, Labels.class, Watcher.class);
    }

    @AfterEach
    void stop() {
        log.close();
        await().until(() -> server.worker().active() == 0 && server.engine().active() == 0);
        server.close();
    }

    /** On one connection, since it is as good as before. */
    private void assertFails(String path, String place, String... cookies) throws IOException {
        String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"
                + "GET /fine HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 500 Internal Server Error\r\n").contains("Content-Length: 0\r\n")
                .contains("HTTP/1.1 200 OK").endsWith("fine").doesNotContain("secret", "bad=", "SWELL");
        List<String> sent = answer.substring(0, answer.indexOf("\r\n\r\n")).lines()
                .filter(line -> line.startsWith("Set-Cookie")).toList();
        assertThat(sent).containsExactly(cookies);
        await().untilAsserted(() -> assertThat(log.withId("SWELL-200")).containsExactly(
                "SWELL-200: " + place + " failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "sender", "closed", "open", "flushed", "large", "length", "channel", "io"})
    void aCookieThatCantBeWritten(String route) throws IOException {
        assertFails("/" + route, SHOP + "." + route + "(HttpServerExchange)", "Set-Cookie: good=1",
                "Set-Cookie: last=2", "Set-Cookie: seen=500");
    }

    @Test
    void aCookieOfAnEmptyAnswerOnTheIoThread() throws IOException {
        assertFails("/io-empty", SHOP + ".ioEmpty(HttpServerExchange)", "Set-Cookie: good=1", "Set-Cookie: last=2",
                "Set-Cookie: seen=500");
    }

    @Test
    void aCookieAfterADispatch() throws IOException {
        assertFails("/dispatched", SHOP + ".dispatched(HttpServerExchange)", "Set-Cookie: good=1",
                "Set-Cookie: last=2", "Set-Cookie: seen=500");
    }

    @Test
    void aCookieOfAFile(@TempDir Path folder) throws IOException {
        Shop.file = Files.write(folder.resolve("file"), new byte[100_000]);
        assertFails("/file", SHOP + ".file(HttpServerExchange)", "Set-Cookie: good=1", "Set-Cookie: last=2",
                "Set-Cookie: seen=500");
    }

    @Test
    void aCookieOfMiddleware() throws IOException {
        assertFails("/fine?label", SHOP + ".fine(HttpServerExchange)", "Set-Cookie: good=1", "Set-Cookie: seen=500");
    }

    @Test
    void aCookieOfAnObserver() throws IOException {
        assertFails("/fine?late", "An observer of ResponseGenerated", "Set-Cookie: good=1", "Set-Cookie: seen=200");
    }

    @Test
    void aHeadRequest() throws IOException {
        assertThat(server.raw("HEAD /sender HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 500 ").endsWith("\r\n\r\n");
    }

    @Test
    void compressed() throws IOException {
        server.close();
        server = TestServer.with(Shop.class).settings(UnsendableTest::compressing).start();
        assertFails("/large", SHOP + ".large(HttpServerExchange)", "Set-Cookie: good=1", "Set-Cookie: last=2");
    }

    private static HttpSettings compressing(HttpSettings base) {
        return new HttpSettings(base.host(), 0, base.serverHeader(), base.maxBody(), base.maxHeaders(),
                base.idleTimeout(), base.requestTimeout(), base.maxConcurrent(), base.maxQueued(), true,
                base.sessionTimeout(), base.sessionCookie());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "length", "encoding", "listener", "wrapper"})
    void whateverElseFailsBeforeTheHeadLeaves(String what) throws IOException {
        for (String body : List.of("", "?body")) {
            String answer = server.raw(
                    "GET /wrong/" + what + body + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 500 Internal Server Error\r\n").doesNotContain("secret");
        }
        await().untilAsserted(() -> assertThat(log.withId("SWELL-200")).hasSize(2)
                .containsOnly("SWELL-200: " + SHOP + ".wrong(HttpServerExchange) failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "end-io"})
    void aListenerThatFailsAtTheEndKeepsNoPlace(String path) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(
                    ("GET /" + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200 OK");
        }
        await().until(() -> server.worker().active() == 0 && server.engine().active() == 0);
        assertThat(log.withId("SWELL-200")).hasSize(1);
    }
}
