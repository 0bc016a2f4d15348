package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.smallrye.common.annotation.NonBlocking;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

import dev.swell.http.Route;
import dev.swell.lifecycle.RequestReceived;
import dev.swell.lifecycle.ResponseGenerated;
import dev.swell.lifecycle.WorkerError;
import dev.swell.state.Cleaner;

@Tag("threads")
class HttpEngineTest {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @RequestScoped
    static class Visit {
        private String note = "new";

        String note() {
            return note;
        }

        void note(String text) {
            note = text;
        }
    }

    @ApplicationScoped
    static class Shop {
        @Inject
        Visit visit;

        @Route("/hello/{name}")
        void hello(HttpServerExchange exchange) throws IOException {
            EVENTS.add("route");
            exchange.getOutputStream().write(("hello " + exchange.getQueryParameters().get("name").getFirst() + " "
                    + visit.note()).getBytes());
        }

        @Route("/thread")
        void thread(HttpServerExchange exchange) {
            exchange.getResponseSender().send(Thread.currentThread().getName() + " " + exchange.isBlocking() + " "
                    + Thread.currentThread().getContextClassLoader().getName());
        }

        @NonBlocking
        @Route("/thread/non-blocking")
        void nonBlocking(HttpServerExchange exchange) {
            visit.note("used");
            exchange.getResponseSender().send(Thread.currentThread().getName() + " " + exchange.isBlocking());
        }

        @Route("/dispatch")
        void dispatch(HttpServerExchange exchange) {
            visit.note("before");
            exchange.dispatch(first -> first.dispatch(
                    second -> second.getResponseSender().send(visit.note() + " " + second.isInIoThread())));
        }

        @Route("/dispatch/failing")
        void dispatchFailing(HttpServerExchange exchange) {
            exchange.dispatch(late -> {
                throw new IllegalStateException("late");
            });
        }

        @Route("/fail")
        void fail(HttpServerExchange exchange) throws IOException {
            exchange.getOutputStream().write("secret".getBytes());
            exchange.getResponseHeaders().put(new HttpString("Content-Type"), "text/secret");
            throw new IllegalStateException("on purpose");
        }

        @Route("/overflow")
        void overflow(HttpServerExchange exchange) {
            overflow(exchange);
        }

        @Route("/no-class")
        void noClass(HttpServerExchange exchange) {
            throw new NoClassDefFoundError("com/acme/Gone");
        }
    }

    @ApplicationScoped
    @Priority(2)
    static class Inner implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler next) {
            return exchange -> {
                EVENTS.add("inner");
                next.handleRequest(exchange);
            };
        }
    }

    @ApplicationScoped
    @Priority(1)
    static class Outer implements HandlerWrapper {
        @Inject
        Visit visit;

        @Override
        public HttpHandler wrap(HttpHandler next) {
            return exchange -> {
                EVENTS.add("outer");
                visit.note("noted");
                next.handleRequest(exchange);
            };
        }
    }

    @ApplicationScoped
    static class Watcher implements Cleaner {
        void received(@Observes RequestReceived event) {
            EVENTS.add("received");
            if (event.exchange().getRequestPath().equals("/old")) {
                event.exchange().setRequestPath("/hello/moved");
            }
        }

        void generated(@Observes ResponseGenerated event) {
            EVENTS.add("generated");
            event.exchange().getResponseHeaders().put(new HttpString("X-Seen"), "yes");
        }

        void error(@Observes WorkerError error) {
            EVENTS.add("error " + error.cause().getMessage());
        }

        @Override
        public void clean() {
            EVENTS.add("clean");
        }
    }

    private TestServer server;

    @BeforeEach
    void start() {
        EVENTS.clear();
        server = TestServer.of(Visit.class, Shop.class, Inner.class, Outer.class, Watcher.class);
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(server.worker().active()).isZero();
    }

    @Test
    void runsEventsMiddlewareRouteAndCleanersInOrder() {
        HttpResponse<String> response = server.get("/hello/ann?name=eve");
        assertThat(response.body()).isEqualTo("hello ann noted");
        assertThat(response.headers().firstValue("X-Seen")).hasValue("yes");
        await().until(() -> EVENTS.contains("clean"));
        assertThat(EVENTS).containsExactly("received", "outer", "inner", "route", "generated", "clean");
    }

    @Test
    void routesByThePathThatAnObserverHasSet() {
        assertThat(server.get("/old").body()).isEqualTo("hello moved noted");
    }

    @Test
    void runsBlockingCodeInBlockingModeWithTheApplicationsClassLoader() {
        assertThat(server.get("/thread").body()).doesNotStartWith("swell-io").endsWith(" true application");
    }

    @Test
    void runsNonBlockingRoutesOnTheIoThread() {
        assertThat(server.get("/thread/non-blocking").body()).startsWith("swell-io I/O-").endsWith(" false");
        await().until(() -> EVENTS.contains("clean"));
    }

    @Test
    void keepsTheUnitOfWorkOverDispatches() {
        assertThat(server.get("/dispatch").body()).isEqualTo("before false");
        await().until(() -> EVENTS.contains("clean"));
    }

    @Test
    void answers500WithoutDetailAndGoesOn() {
        HttpResponse<String> response = server.get("/fail");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Type")).isEmpty();
        assertThat(server.get("/overflow").statusCode()).isEqualTo(500);
        assertThat(server.get("/no-class").statusCode()).isEqualTo(500);
        assertThat(server.get("/dispatch/failing").statusCode()).isEqualTo(500);
        assertThat(server.get("/hello/ann").statusCode()).isEqualTo(200);
        assertThat(server.worker().failures().escaped()).isEqualTo(4);
        assertThat(EVENTS).contains("error on purpose", "error null", "error com/acme/Gone", "error late");
    }
}
