package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.security.Principal;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.undertow.security.api.AuthenticationMode;
import io.undertow.security.idm.Account;
import io.undertow.security.impl.SecurityContextImpl;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Sessions;

import dev.swell.http.Route;
import dev.swell.socket.Handshake;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.SocketHandler;

/** The session and the principal of the upgrade request, in all callbacks. */
class SocketSessionTest {

    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    @SessionScoped
    static class Bidder implements Serializable {
        private static final long serialVersionUID = 1L;
        private String name = "nobody";

        String name() {
            return name;
        }

        void name(String given) {
            name = given;
        }
    }

    private record User(String name) implements Account {
        @Override
        public Principal getPrincipal() {
            return () -> name;
        }

        @Override
        public Set<String> getRoles() {
            return Set.of();
        }
    }

    @ApplicationScoped
    static class Login implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler next) {
            return exchange -> {
                String user = exchange.getRequestHeaders().getFirst("X-User");
                if (user != null) {
                    SecurityContextImpl security = new SecurityContextImpl(exchange, AuthenticationMode.PRO_ACTIVE,
                            null);
                    security.authenticationComplete(new User(user), "test", false);
                    exchange.setSecurityContext(security);
                }
                next.handleRequest(exchange);
            };
        }
    }

    @SocketHandler(path = "/auction")
    static class Auction {
        @Inject
        Bidder bidder;
        @Inject
        Principal principal;

        @OnHandshake
        boolean check(Handshake handshake) {
            EVENTS.add("handshake " + principal.getName() + " "
                    + handshake.principal().map(Principal::getName).orElse("-") + " " + bidder.name());
            handshake.query("name").ifPresent(bidder::name);
            return true;
        }

        @OnOpen
        void open(Handshake handshake) {
            String before = bidder.name();
            bidder.name(before + "!");
            EVENTS.add("open " + principal.getName() + " "
                    + handshake.principal().map(Principal::getName).orElse("-") + " " + before);
        }

        @OnMessage
        String text(String message) {
            String before = bidder.name();
            bidder.name(message);
            return principal.getName() + " " + before;
        }

        @OnError
        void error(Throwable thrown) {
            EVENTS.add(thrown.getClass().getSimpleName());
        }

        @OnClose
        void close() {
            EVENTS.add("close " + principal.getName());
        }

        @Route("/name")
        void name(HttpServerExchange exchange) {
            exchange.getResponseSender().send(bidder.name());
        }

        @Route("/logout")
        void logout(HttpServerExchange exchange) {
            Sessions.getSession(exchange).invalidate(exchange);
        }
    }

    @SocketHandler(path = "/open-only")
    static class OpenOnly {
        @Inject
        Bidder bidder;

        @OnOpen
        void open() {
            bidder.name("opened");
        }

        @OnMessage
        String text(String message) {
            return bidder.name();
        }
    }

    private static SocketTestServer server;

    @BeforeAll
    static void start() {
        server = SocketTestServer.of(Bidder.class, Login.class, Auction.class, OpenOnly.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void clear() {
        server.awaitIdle();
        EVENTS.clear();
    }

    private static String event() throws InterruptedException {
        return EVENTS.poll(20, TimeUnit.SECONDS);
    }

    private static String cookie(RawWebSocket client) {
        return client.header("Set-Cookie").split(";")[0];
    }

    private static String get(String path, String cookie) {
        return server.server().send("GET", path, "", "Cookie", cookie).body();
    }

    @Test
    void sharesTheSessionOfTheUpgradeRequest() throws Exception {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/auction?name=ann", "X-User: ann")) {
            assertThat(event()).isEqualTo("handshake ann ann nobody");
            assertThat(event()).isEqualTo("open ann ann ann");
            assertThat(client.text("bea").readText()).isEqualTo("ann ann!");
            assertThat(get("/name", cookie(client))).isEqualTo("bea");
            assertThat(client.text("cem").readText()).isEqualTo("ann bea");
            client.close(1000).closeCode();
            assertThat(event()).isEqualTo("close ann");
        }
    }

    @Test
    void findsTheSessionThatTheClientHad() throws Exception {
        String cookie = server.server().get("/name").headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/auction", "Cookie: " + cookie)) {
            assertThat(event()).isEqualTo("handshake  - nobody");
            assertThat(event()).isEqualTo("open  - nobody");
            assertThat(client.header("Set-Cookie")).isNull();
            assertThat(client.text("dan").readText()).isEqualTo(" nobody!");
            assertThat(get("/name", cookie)).isEqualTo("dan");
        }
    }

    @Test
    void hasASessionForOnOpenAlone() throws Exception {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/open-only")) {
            assertThat(client.text("?").readText()).isEqualTo("opened");
            assertThat(get("/name", cookie(client))).isEqualTo("opened");
        }
    }

    @Test
    void saysThatTheSessionHasEnded() throws Exception {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/auction")) {
            event();
            event();
            get("/logout", cookie(client));
            client.text("eve");
            assertThat(event()).isEqualTo("ContextNotActiveException");
            client.close(1000).closeCode();
            assertThat(event()).isEqualTo("close ");
        }
    }
}
