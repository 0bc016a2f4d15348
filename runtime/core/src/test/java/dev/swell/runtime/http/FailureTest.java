package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.lifecycle.RequestReceived;
import dev.swell.lifecycle.ResponseGenerated;
import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.Workers;
import dev.swell.state.Cleaner;

/** What application code can do wrong, and what becomes of the request, the log and the server. */
@Tag("threads")
class FailureTest {

    private static volatile String failing;

    private static void failIf(String place) {
        if (place.equals(failing)) {
            throw new IllegalStateException("on purpose");
        }
    }

    @ApplicationScoped
    static class Shop {

        @Route("/shop")
        void shop(HttpServerExchange exchange) {
            failIf("route");
            exchange.getResponseSender().send("shop");
        }

        @Route("/twice")
        void twice(HttpServerExchange exchange) throws IOException {
            exchange.getResponseSender().send("once");
            try {
                if (exchange.getQueryParameters().containsKey("stream")) {
                    exchange.getOutputStream().write('2');
                } else {
                    exchange.getResponseSender().send("twice");
                }
            } finally {
                exchange.getResponseSender().close();
                exchange.getOutputStream().close();
            }
        }

        @Route("/dispatched")
        void dispatched(HttpServerExchange exchange) {
            exchange.dispatch(later -> {
                failIf("dispatched");
                later.getResponseSender().send("dispatched");
            });
        }
    }

    @ApplicationScoped
    @Priority(1)
    static class Guard implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler next) {
            failIf("wrap");
            return exchange -> {
                failIf("middleware");
                try {
                    next.handleRequest(exchange);
                } catch (IllegalStateException e) {
                    if (exchange.getQueryParameters().containsKey("forgive")) {
                        exchange.setStatusCode(418);
                    } else {
                        throw e;
                    }
                }
            };
        }
    }

    @ApplicationScoped
    static class Watcher implements Cleaner {
        @Override
        public void snapshot() {
            failIf("snapshot");
        }

        @Override
        public void clean() {
            failIf("clean");
        }

        void received(@Observes RequestReceived event) {
            failIf("received");
            if (event.exchange().getQueryParameters().containsKey("answer")) {
                event.exchange().setStatusCode(403).endExchange();
            }
        }

        void generated(@Observes ResponseGenerated event) {
            failIf("generated");
        }
    }

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("dev.swell.worker");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line.getMessage() + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private TestServer server;

    @BeforeEach
    void start() {
        failing = "";
        server = TestServer.of(Shop.class, Guard.class, Watcher.class);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        await().until(() -> server.worker().active() == 0);
        assertThat(server.engine().active()).isZero();
        server.close();
    }

    private void fails(String place, String path, int status, String line) {
        failing = place;
        assertThat(server.get(path).statusCode()).isEqualTo(status);
        await().until(() -> !log.isEmpty());
        failing = "";
        assertThat(log).singleElement().asString().contains(line);
        assertThat(server.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void namesBeanAndMemberOfTheRoute() {
        fails("route", "/shop", 500, "SWELL-200: " + Shop.class.getName() + ".shop(HttpServerExchange) failed");
    }

    @Test
    void namesTheRouteThatHasDispatched() {
        fails("dispatched", "/dispatched", 500,
                "SWELL-200: " + Shop.class.getName() + ".dispatched(HttpServerExchange) failed");
    }

    @Test
    void saysThatAnAnswerHasBeenSentAlready() {
        fails("", "/twice", 200, "IllegalStateException: UT000");
    }

    @Test
    void saysThatTheStreamOfAnAnswerThatHasBeenSentIsClosed() {
        fails("", "/twice?stream=1", 200, "IOException: Stream closed");
    }

    @Test
    void namesTheMiddleware() {
        fails("middleware", "/shop", 500, "SWELL-200: " + Guard.class.getName() + " failed");
    }

    @Test
    void namesTheObserversOfTheBeginning() {
        fails("received", "/shop", 500,
                "SWELL-200: The begin of a request, or an observer of RequestReceived, failed");
    }

    @Test
    void answersWhenASnapshotFails() {
        fails("snapshot", "/shop", 500, "SWELL-200: The begin of a request");
    }

    @Test
    void sendsTheResponseAlthoughAnObserverOfItFails() {
        fails("generated", "/shop", 200, "SWELL-200: An observer of ResponseGenerated failed");
    }

    @Test
    void sendsTheResponseAlthoughACleanerFails() {
        fails("clean", "/shop", 200, "SWELL-201: Cleaner " + Watcher.class.getName() + " failed; the others still ran");
    }

    @Test
    void letsMiddlewareForgive() {
        failing = "route";
        assertThat(server.get("/shop?forgive=1").statusCode()).isEqualTo(418);
        assertThat(log).isEmpty();
    }

    @Test
    void letsObserversAnswer() {
        assertThat(server.get("/shop?answer=1").statusCode()).isEqualTo(403);
        assertThat(log).isEmpty();
    }

    @Test
    void failsTheStartWhenMiddlewareCantWrap() {
        failing = "wrap";
        assertThatThrownBy(() -> TestServer.of(Shop.class, Guard.class)).hasMessage("on purpose");
    }

    @Test
    void saysThatThePortIsInUseAndLeavesNothingRunning() {
        HttpSettings settings = HttpSettings.defaults();
        HttpSettings taken = new HttpSettings(settings.host(), server.port(), settings.serverHeader(),
                settings.maxBody(), settings.maxHeaders(), settings.idleTimeout(), settings.requestTimeout(),
                settings.maxConcurrent(), settings.maxQueued(), settings.compression(), settings.sessionTimeout(),
                settings.sessionCookie());
        long before = ioThreads();
        HttpEngine second = new HttpEngine(taken, new Workers(), new Metrics());
        assertThatThrownBy(second::start).isInstanceOf(BindException.class);
        second.close();
        await().until(() -> ioThreads() <= before);
    }

    private static long ioThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("swell-io"))
                .count();
    }

    @Test
    void servesOpenConnectionsOnceMoreWhenItStops() throws IOException {
        try (Socket socket = server.connect()) {
            byte[] get = "GET /shop HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(get);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            server.engine().stopAccepting();
            socket.getOutputStream().write(get);
            assertThat(new String(socket.getInputStream().readAllBytes())).contains("Connection: close")
                    .endsWith("shop");
        }
        assertThatThrownBy(() -> server.connect()).isInstanceOf(ConnectException.class);
    }

    @Test
    void answersWhatCannotBeHandedOver() {
        server.close();
        server = TestServer.with(Shop.class).handover(FailureTest::failing).start();
        fails("handover", "/shop", 500, "unable to create native thread");
    }

    private static Handover failing(Handover handover) {
        return (Handover) Proxy.newProxyInstance(Handover.class.getClassLoader(), new Class<?>[]{Handover.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("hand") && "handover".equals(failing)) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return method.invoke(handover, arguments);
                });
    }

    @Test
    void endsItsThreadsWhenItCloses() {
        assertThat(ioThreads()).isPositive();
        server.close();
        await().until(() -> ioThreads() == 0);
        server = TestServer.of(Shop.class);
    }
}
