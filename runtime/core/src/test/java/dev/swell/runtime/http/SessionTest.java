package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Serializable;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.undertow.security.api.AuthenticationMode;
import io.undertow.security.idm.Account;
import io.undertow.security.impl.SecurityContextImpl;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;

import dev.swell.extension.scope.Instances;
import dev.swell.http.Route;
import dev.swell.runtime.config.HttpSettings;

@Tag("threads")
class SessionTest {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger MADE = new AtomicInteger();
    private static volatile CountDownLatch endGate = new CountDownLatch(0);

    @SessionScoped
    static class Cart implements Serializable {
        private static final long serialVersionUID = 1L;
        private final AtomicInteger items = new AtomicInteger();

        @PostConstruct
        void begin() {
            MADE.incrementAndGet();
        }

        int add() {
            return items.incrementAndGet();
        }

        @PreDestroy
        void end() throws InterruptedException {
            boolean foreign = Thread.currentThread().getName().startsWith("swell-io");
            EVENTS.add("cart of " + items + " " + Thread.currentThread().getContextClassLoader().getName()
                    + (foreign ? " on a thread of the master" : ""));
            endGate.await();
        }
    }

    @ApplicationScoped
    static class Shop {
        @Inject
        Cart cart;
        @Inject
        Principal principal;

        @Route("/plain")
        void plain(HttpServerExchange exchange) {
            exchange.getResponseSender().send(principal.getName());
        }

        @Route("/add")
        void add(HttpServerExchange exchange) {
            exchange.getResponseSender().send(String.valueOf(cart.add()));
        }

        @Route("/late")
        void late(HttpServerExchange exchange) throws IOException {
            exchange.getOutputStream().write(1);
            exchange.getOutputStream().flush();
            cart.add();
        }

        @Route("/login")
        void login(HttpServerExchange exchange) {
            session(exchange).changeSessionId(exchange, exchange.getAttachment(SessionConfig.ATTACHMENT_KEY));
            exchange.getResponseSender().send(String.valueOf(cart.add()));
        }

        @Route("/logout")
        void logout(HttpServerExchange exchange) {
            session(exchange).invalidate(exchange);
            exchange.getResponseSender().send(String.valueOf(EVENTS));
        }

        @Route("/renew")
        void renew(HttpServerExchange exchange) {
            session(exchange).invalidate(exchange);
            exchange.getResponseSender().send(String.valueOf(cart.add()));
        }

        private static Session session(HttpServerExchange exchange) {
            return io.undertow.util.Sessions.getSession(exchange);
        }

        void begin(@Observes @Initialized(SessionScoped.class) Object session) {
            EVENTS.add("begin");
        }

        void end(@Observes @Destroyed(SessionScoped.class) Object session) {
            EVENTS.add("end");
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

    private TestServer server;

    @BeforeEach
    void start() {
        EVENTS.clear();
        MADE.set(0);
        server = start(Duration.ofMinutes(30));
    }

    private static TestServer start(Duration timeout) {
        return TestServer.with(Cart.class, Shop.class, Login.class)
                .settings(base -> new HttpSettings(base.host(), 0, base.serverHeader(), base.maxBody(),
                        base.maxHeaders(), base.idleTimeout(), base.requestTimeout(), base.maxConcurrent(),
                        base.maxQueued(), base.compression(), timeout, base.sessionCookie()))
                .start();
    }

    @AfterEach
    void stop() {
        endGate.countDown();
        server.close();
    }

    private static String setCookie(HttpResponse<?> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String cookie(HttpResponse<?> response) {
        return setCookie(response).replaceAll(";.*", "");
    }

    private HttpResponse<String> get(String path, String cookie) {
        return server.send("GET", path, "", "Cookie", cookie);
    }

    @Test
    void beginsASessionOnlyWhenABeanIsUsed() {
        assertThat(server.get("/plain").headers().map()).doesNotContainKey("set-cookie");
        HttpResponse<String> first = server.get("/add");
        assertThat(setCookie(first)).matches("SWELLSESSION=[^;]{40}; Path=/; HttpOnly; SameSite=Lax");
        HttpResponse<String> second = get("/add", cookie(first));
        assertThat(second.body()).isEqualTo("2");
        assertThat(second.headers().map()).doesNotContainKey("set-cookie");
        assertThat(server.get("/add").body()).isEqualTo("1");
        assertThat(EVENTS).containsExactly("begin", "begin");
    }

    @Test
    void makesOneBeanForConcurrentRequestsOfOneSession() {
        String cookie = cookie(server.get("/add"));
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> get("/add", cookie))).toList();
        answers.forEach(CompletableFuture::join);
        assertThat(get("/add", cookie).body()).isEqualTo("52");
        assertThat(MADE).hasValue(1);
    }

    @Test
    void saysThatItIsTooLateForACookie() {
        assertThatThrownBy(() -> server.get("/late")).hasMessageContaining("chunked transfer encoding");
        assertThat(server.worker().failures().escaped()).isEqualTo(1);
        assertThat(MADE).hasValue(0);
    }

    @Test
    void changesTheIdAndKeepsTheBeans() {
        String before = cookie(server.get("/add"));
        HttpResponse<String> login = get("/login", before);
        assertThat(login.body()).isEqualTo("2");
        assertThat(cookie(login)).isNotEqualTo(before);
        assertThat(get("/add", cookie(login)).body()).isEqualTo("3");
        assertThat(get("/add", before).body()).isEqualTo("1");
    }

    @Test
    void neverTakesAnIdThatTheClientHasMadeUp() {
        HttpResponse<String> response = get("/add", "SWELLSESSION=chosen-by-an-attacker");
        assertThat(cookie(response)).isNotEqualTo("SWELLSESSION=chosen-by-an-attacker");
    }

    @Test
    void destroysTheBeansOfAnInvalidatedSession() {
        String cookie = cookie(server.get("/add"));
        HttpResponse<String> logout = get("/logout", cookie);
        assertThat(logout.body()).isEqualTo("[begin, cart of 1 application, end]");
        assertThat(setCookie(logout)).contains("Expires=Thu, 01-Jan-1970 00:00:00 GMT");
        assertThat(get("/add", cookie).body()).isEqualTo("1");
    }

    @Test
    void beginsAnotherSessionAfterAnInvalidatedOne() {
        String cookie = cookie(server.get("/add"));
        HttpResponse<String> renewed = get("/renew", cookie);
        assertThat(renewed.body()).isEqualTo("1");
        assertThat(get("/add", cookie(renewed)).body()).isEqualTo("2");
    }

    @Test
    void beginsAnotherSessionWhileOneIsEnding() throws Exception {
        String cookie = cookie(server.get("/add"));
        endGate = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> logout = CompletableFuture.supplyAsync(() -> get("/logout", cookie));
        await().until(() -> EVENTS.contains("cart of 1 application"));
        HttpResponse<String> meanwhile = get("/add", cookie);
        assertThat(meanwhile.body()).isEqualTo("1");
        assertThat(cookie(meanwhile)).isNotEqualTo(cookie);
        endGate.countDown();
        logout.get();
    }

    @Test
    void destroysTheBeansAfterTheTimeout() {
        server.close();
        server = start(Duration.ofSeconds(1));
        String cookie = cookie(server.get("/add"));
        await().atMost(Duration.ofSeconds(10)).until(() -> EVENTS.contains("cart of 1 application"));
        assertThat(get("/add", cookie).body()).isEqualTo("1");
    }

    @Test
    void endsTheOldestWhenThereAreTooManySessions() {
        server.close();
        server = TestServer.with(Cart.class, Shop.class, Login.class).maxSessions(2).start();
        List<String> cookies = Stream.generate(() -> cookie(server.get("/add"))).limit(3).toList();
        await().untilAsserted(() -> assertThat(EVENTS).containsOnlyOnce("cart of 1 application"));
        assertThat(get("/add", cookies.get(2)).body()).isEqualTo("2");
        assertThat(get("/add", cookies.get(1)).body()).isEqualTo("2");
        assertThat(get("/add", cookies.get(0)).body()).isEqualTo("1");
    }

    @Test
    void destroysTheBeansWhenTheServerStops() {
        server.get("/add");
        server.close();
        assertThat(EVENTS).containsExactly("begin", "cart of 1 application", "end");
        server = TestServer.of(Shop.class, Cart.class);
    }

    @Test
    void givesMessagesTheSessionWhileItLives() {
        String cookie = cookie(server.get("/add"));
        Session session = server.engine().sessions().find(cookie.substring(cookie.indexOf('=') + 1));
        Instances later = Sessions.later(server.worker(), session);
        assertThat(later).isNotNull();
        get("/logout", cookie);
        assertThat(Sessions.later(server.worker(), session)).isNull();
        assertThat(Sessions.later(server.worker(), null)).isNull();
    }

    @Test
    void injectsTheAccountThatMiddlewareHasSet() {
        assertThat(server.send("GET", "/plain", "", "X-User", "ann").body()).isEqualTo("ann");
        assertThat(server.get("/plain").body()).isEmpty();
    }
}
