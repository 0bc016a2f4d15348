package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;

import dev.swell.http.Route;
import dev.swell.lifecycle.WorkerError;
import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.config.SocketSettings;
import dev.swell.runtime.http.TestServer;
import dev.swell.runtime.socket.Wire.Patience;
import dev.swell.socket.Handshake;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.SocketHandler;

/** What becomes a WebSocket, and what doesn't. */
@Tag("threads")
class HandshakeTest {

    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    @SocketHandler(path = "/plain/{name}/{rest}", subprotocols = {"v2.chat", "v1.chat"})
    static class Plain {
        @OnOpen
        void open(Handshake handshake) {
            EVENTS.add("open");
        }

        @OnMessage
        String text(String message, Handshake handshake) {
            return handshake.path() + " " + handshake.pathParam("name").orElse("-") + " "
                    + handshake.pathParam("rest").orElse("-") + " " + handshake.query("name").orElse("-") + " "
                    + handshake.query("none").orElse("-") + " " + handshake.header("X-TEST").orElse("-");
        }
    }

    @SocketHandler(path = "/guarded")
    static class Guarded {
        @OnHandshake
        boolean check(Handshake handshake) {
            assertThat(handshake.remote()).isNotNull();
            if (handshake.query("fail").isPresent()) {
                throw new AssertionError("on purpose");
            }
            return handshake.query("token").filter("secret"::equals).isPresent();
        }

        @OnMessage
        String text(String message) {
            return message;
        }

        void failed(@Observes WorkerError error) {
            EVENTS.add(error.cause().getMessage());
        }
    }

    @SocketHandler(path = "/both")
    static class Both {
        @OnMessage
        String text(String message) {
            return message;
        }

        @Route("/both")
        void page(HttpServerExchange exchange) {
            exchange.getResponseSender().send("a page");
        }
    }

    @ApplicationScoped
    static class Doorman implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler next) {
            return exchange -> {
                if (exchange.getRequestHeaders().contains("X-Stranger")) {
                    exchange.setStatusCode(401);
                } else {
                    if (exchange.getRequestHeaders().contains("X-Spoil")) {
                        exchange.setResponseCookie(new CookieImpl("bad", "日本"));
                    }
                    next.handleRequest(exchange);
                }
            };
        }
    }

    private static SocketTestServer server;

    @BeforeAll
    static void start() {
        server = SocketTestServer.of(
                settings -> new SocketSettings(settings.maxFrame(), settings.sendBuffer(),
                        Set.of("https://shop.example", "http://localhost:3000"), settings.maxConcurrent()),
                Patience.USUAL, TestServer.with(Plain.class, Guarded.class, Both.class, Doorman.class));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static final String PATH = "/plain/a/b";

    private static String good() {
        return RawWebSocket.upgrade(server.port(), PATH);
    }

    private static int status(String request) throws IOException {
        try (RawWebSocket client = RawWebSocket.request(server.port(), request)) {
            return client.status();
        }
    }

    private static int statusWithOrigin(String origin) throws IOException {
        return status(RawWebSocket.upgrade(server.port(), PATH, "Origin: " + origin));
    }

    @Test
    void answersTheKey() throws IOException {
        try (RawWebSocket client = RawWebSocket.request(server.port(), good())) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(client.header("Upgrade")).isEqualTo("websocket");
            assertThat(client.header("Connection")).isEqualToIgnoringCase("Upgrade");
            assertThat(client.header("Sec-WebSocket-Protocol")).isNull();
            assertThat(client.header("Sec-WebSocket-Extensions")).isNull();
        }
    }

    @Test
    void answersAnUpgradeThatCantBeSent() throws IOException {
        server.awaitIdle();
        EVENTS.clear();
        try (LoggedLines log = LoggedLines.of("dev.swell.worker");
                RawWebSocket client = RawWebSocket.request(server.port(),
                        RawWebSocket.upgrade(server.port(), PATH, "X-Spoil: yes"))) {
            assertThat(client.status()).isEqualTo(500);
            assertThat(client.header("Upgrade")).isNull();
            assertThat(client.header("Connection")).isEqualToIgnoringCase("keep-alive");
            assertThat(client.header("Set-Cookie")).isNull();
            assertThat(log.withId("SWELL-200")).containsExactly(
                    "SWELL-200: Middleware, or an observer of RequestReceived, failed");
        }
        server.awaitIdle();
        assertThat(EVENTS).doesNotContain("open");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("POST", 405, "GET /", "POST /"),
                Arguments.of("HTTP/1.0", 400, "HTTP/1.1", "HTTP/1.0"),
                Arguments.of("no upgrade", 426, "Upgrade: websocket\r\n", ""),
                Arguments.of("another upgrade", 426, "Upgrade: websocket", "Upgrade: h2c"),
                Arguments.of("no connection", 400, "Connection: Upgrade\r\n", ""),
                Arguments.of("another connection", 400, "Connection: Upgrade", "Connection: keep-alive"),
                Arguments.of("no version", 426, "Sec-WebSocket-Version: 13\r\n", ""),
                Arguments.of("version 8", 426, "Version: 13", "Version: 8"),
                Arguments.of("version 14", 426, "Version: 13", "Version: 14"),
                Arguments.of("versions 13 and 8", 426, "Version: 13", "Version: 13\r\nSec-WebSocket-Version: 8"),
                Arguments.of("no key", 400, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""),
                Arguments.of("empty key", 400, "dGhlIHNhbXBsZSBub25jZQ==", ""),
                Arguments.of("key of 10 bytes", 400, "dGhlIHNhbXBsZSBub25jZQ==", "AAAAAAAAAAAAAA=="),
                Arguments.of("key of 17 bytes", 400, "dGhlIHNhbXBsZSBub25jZQ==", "AAAAAAAAAAAAAAAAAAAAAAA="),
                Arguments.of("key that is no base64", 400, "dGhlIHNhbXBsZSBub25jZQ==", "!!!!IHNhbXBsZSBub25jZQ=="),
                Arguments.of("two keys", 400, "Sec-WebSocket-Key:",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Key:"),
                Arguments.of("a body", 400, "Upgrade: websocket", "Content-Length: 1\r\nUpgrade: websocket"),
                Arguments.of("a chunked body", 400, "Upgrade: websocket",
                        "Transfer-Encoding: chunked\r\nUpgrade: websocket"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("bad")
    void refusesBadRequests(String name, int status, String good, String bad) throws IOException {
        assertThat(good()).contains(good);
        try (RawWebSocket client = RawWebSocket.request(server.port(), good().replace(good, bad))) {
            assertThat(client.status()).isEqualTo(status);
            assertThat(client.header("Sec-WebSocket-Version")).isEqualTo(status == 426 ? "13" : null);
            assertThat(client.header("Allow")).isEqualTo(status == 405 ? "GET" : null);
        }
        assertThat(status(good())).isEqualTo(101);
    }

    @Test
    void takesTokensHoweverTheyAreWritten() throws IOException {
        assertThat(status(good().replace("Upgrade: websocket", "uPGRADE: h2c, WebSocket")
                .replace("Connection: Upgrade", "connection: keep-alive , upgrade"))).isEqualTo(101);
    }

    @Test
    void upgradesWhereTheClientWantsNoOtherRequest() throws IOException {
        String request = good().replace("/plain/a/b", "/both").replace("Connection: Upgrade",
                "Connection: close, Upgrade");
        try (RawWebSocket client = RawWebSocket.request(server.port(), request)) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.text("a").readText()).isEqualTo("a");
        }
    }

    @Test
    void allowsItsOwnOriginWhateverTheScheme() throws IOException {
        String own = "127.0.0.1:" + server.port();
        assertThat(statusWithOrigin("http://" + own)).isEqualTo(101);
        assertThat(statusWithOrigin("https://" + own)).isEqualTo(101);
        String proxied = good().replace("Host: " + own, "Host: Shop.Test\r\nOrigin: https://shop.test");
        assertThat(status(proxied)).isEqualTo(101);
        assertThat(status(proxied.replace("shop.test", "shop.test:443"))).isEqualTo(101);
        assertThat(status(proxied.replace("shop.test", "shop.test:80"))).isEqualTo(403);
    }

    @Test
    void allowsConfiguredOrigins() throws IOException {
        assertThat(statusWithOrigin("https://shop.example")).isEqualTo(101);
        assertThat(statusWithOrigin("https://SHOP.example:443")).isEqualTo(101);
        assertThat(statusWithOrigin("http://localhost:3000")).isEqualTo(101);
        assertThat(statusWithOrigin("http://localhost:3001")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "127.0.0.1", "",
            "http://", "http://127.0.0.1.evil.example", "http://evil.example/http://127.0.0.1", "%", "a b",
            "http://shop.example", "https://shop.example.evil.example", "//127.0.0.1"})
    void refusesForeignOrigins(String origin) throws IOException {
        assertThat(statusWithOrigin(origin)).isEqualTo(403);
    }

    @Test
    void refusesTwoOrigins() throws IOException {
        assertThat(statusWithOrigin("https://shop.example\r\nOrigin: https://shop.example")).isEqualTo(403);
    }

    @Test
    void choosesTheSubprotocolThatItLikesBest() throws IOException {
        assertThat(subprotocol("Sec-WebSocket-Protocol: v1.chat, v2.chat")).isEqualTo("v2.chat");
        assertThat(subprotocol("Sec-WebSocket-Protocol: x", "Sec-WebSocket-Protocol: v1.chat")).isEqualTo("v1.chat");
        assertThat(subprotocol("Sec-WebSocket-Protocol: V1.CHAT,x")).isNull();
    }

    private static String subprotocol(String... lines) throws IOException {
        try (RawWebSocket client = RawWebSocket.open(server.port(), PATH, lines)) {
            return client.header("Sec-WebSocket-Protocol");
        }
    }

    @Test
    void keepsTheHandshakeForLaterCallbacks() throws IOException {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/plain/an%20n/b%2Fc?name=bob%26", "X-Test: yes")) {
            assertThat(client.text("").readText()).isEqualTo("/plain/an n/b%2Fc an n b/c bob& - yes");
        }
    }

    @Test
    void asksTheApplicationBeforeTheUpgrade() throws IOException {
        assertThat(status(RawWebSocket.upgrade(server.port(), "/guarded"))).isEqualTo(403);
        assertThat(status(RawWebSocket.upgrade(server.port(), "/guarded?token=secret"))).isEqualTo(101);
    }

    @Test
    void answers500WhenTheApplicationFailsToDecide() throws Exception {
        EVENTS.clear();
        assertThat(status(RawWebSocket.upgrade(server.port(), "/guarded?fail=1"))).isEqualTo(500);
        assertThat(EVENTS).containsExactly("on purpose");
    }

    @Test
    void letsMiddlewareRefuse() throws IOException {
        assertThat(status(RawWebSocket.upgrade(server.port(), PATH, "X-Stranger: 1"))).isEqualTo(401);
    }

    @Test
    void leavesOrdinaryRequestsToARouteOfTheSamePath() throws IOException {
        assertThat(server.server().get("/both").body()).isEqualTo("a page");
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/both")) {
            assertThat(client.text("a").readText()).isEqualTo("a");
        }
    }

    @Test
    void tellsOrdinaryRequestsThatAnUpgradeIsRequired() {
        HttpResponse<String> response = server.server().get(PATH);
        assertThat(response.statusCode()).isEqualTo(426);
        assertThat(response.headers().firstValue("Upgrade")).hasValue("websocket");
        assertThat(response.body()).isEqualTo("WebSockets only");
    }

    @Test
    void knowsNoOtherPaths() throws IOException {
        assertThat(status(RawWebSocket.upgrade(server.port(), "/plain/a"))).isEqualTo(404);
        assertThat(status(RawWebSocket.upgrade(server.port(), "/plain/a/b/"))).isEqualTo(404);
    }

    @Test
    void countsRefusedHandshakes() throws IOException {
        double before = refused();
        statusWithOrigin("http://evil.example");
        assertThat(refused()).isEqualTo(before + 1);
    }

    private static double refused() {
        return server.server().metrics().export().lines()
                .filter(line -> line.startsWith("swell_socket_refused_handshakes_total")
                        && line.contains("/plain/{name}/{rest}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }
}
