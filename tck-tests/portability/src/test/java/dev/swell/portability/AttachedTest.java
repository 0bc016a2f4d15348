package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;

import dev.swell.Server;
import dev.swell.http.Route;
import dev.swell.lifecycle.ServerStart;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.socket.SocketHandler;
import dev.swell.state.Cleaner;
import dev.swell.state.LaneScoped;

@ArquillianTest
class AttachedTest {

    @ApplicationScoped
    static class Hello {
        @Inject
        Visitor visitor;
        @Inject
        Draft draft;

        @Route("/hello/{name}")
        void hello(HttpServerExchange exchange) {
            visitor.call(exchange.getQueryParameters().get("name").getFirst());
            exchange.getResponseSender().send(visitor.name() + " " + draft.use());
        }
    }

    @RequestScoped
    static class Visitor {
        private String name = "";

        void call(String added) {
            name += added;
        }

        String name() {
            return name;
        }
    }

    @LaneScoped
    static class Draft {
        private int uses;

        int use() {
            return ++uses;
        }

        void forget() {
            uses = 0;
        }
    }

    @ApplicationScoped
    static class Forget implements Cleaner {
        @Inject
        Draft draft;

        @Override
        public void clean() {
            draft.forget();
        }
    }

    @SocketHandler(path = "/echo")
    static class Echo {
        @Inject
        Visitor visitor;

        @OnMessage
        String echo(String text) {
            visitor.call(text);
            return visitor.name();
        }
    }

    @ApplicationScoped
    static class Watcher {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Inject
        Visitor visitor;

        void server(@Observes ServerStart event) {
            seen.add("server");
        }

        void worker(@Observes WorkerStart event) {
            seen.add("worker " + event.workerId());
        }

        void later(@ObservesAsync String event) {
            visitor.call(event);
            seen.add(visitor.name());
        }

        List<String> seen() {
            return seen;
        }
    }

    @Deployment
    static JavaArchive archive() {
        return Archives.served(Hello.class, Visitor.class, Draft.class, Forget.class, Echo.class, Watcher.class);
    }

    @Inject
    private Server server;
    @Inject
    private Watcher watcher;
    @Inject
    private Event<String> events;

    private final HttpClient client = HttpClient.newHttpClient();

    private URI at(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.listeners().get(0).port() + path);
    }

    private String get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(at("http", path)).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void servesRequestsInTheirScopes() throws Exception {
        assertThat(get("/hello/ann")).isEqualTo("ann 1");
        assertThat(get("/hello/bob")).isEqualTo("bob 1");
    }

    @Test
    void servesWebSockets() throws Exception {
        List<String> answers = new CopyOnWriteArrayList<>();
        WebSocket socket = client.newWebSocketBuilder().buildAsync(at("ws", "/echo"), new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                answers.add(data.toString());
                webSocket.request(1);
                return null;
            }
        }).get(10, TimeUnit.SECONDS);
        socket.sendText("one", true).get(10, TimeUnit.SECONDS);
        socket.sendText("two", true).get(10, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(answers).containsExactly("one", "two"));
        socket.abort();
    }

    @Test
    void firesTheLifecycleEvents() {
        assertThat(watcher.seen()).contains("server", "worker 1");
    }

    @Test
    void runsAsynchronousObserversInARequestContextOfTheirOwn() throws Exception {
        events.fireAsync("first").toCompletableFuture().get(10, TimeUnit.SECONDS);
        events.fireAsync("second").toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(watcher.seen()).contains("first", "second");
    }
}
