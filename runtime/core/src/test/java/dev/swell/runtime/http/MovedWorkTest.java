package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.runtime.config.Threads;
import dev.swell.runtime.worker.SliceMeter;
import dev.swell.runtime.worker.Worker;

/** Whatever keeps I/O threads busy is moved, also where nobody can say beforehand what answers. */
@Tag("threads")
@Tag("loop")
class MovedWorkTest {

    private static final int REQUESTS = 3;

    private static void compute() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(25);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @ApplicationScoped
    static class Desk {

        @Route("/dispatching")
        void dispatching(HttpServerExchange exchange) {
            exchange.dispatch(later -> {
                compute();
                later.getResponseSender().send("done");
            });
        }
    }

    /** Stands for REST, with a path that isn't plain. */
    static final class Resources implements HttpAddOn {
        @Override
        public Optional<Fallback> prepare(Worker worker) {
            return Optional.of(exchange -> {
                if (!exchange.getRelativePath().equals("/resource")) {
                    return false;
                }
                compute();
                exchange.getResponseSender().send("done");
                return true;
            });
        }
    }

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.with(Desk.class).threads(Threads.LOOP).addOn(new Resources())
                .upgrades((workers, metrics) -> worker -> exchange -> {
                    if (!exchange.getRelativePath().equals("/socket")) {
                        return false;
                    }
                    compute();
                    exchange.setStatusCode(403);
                    return true;
                }).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> moved() {
        return server.worker().meters().stream().filter(SliceMeter::isMoved).map(SliceMeter::name).toList();
    }

    @Test
    void movesWhatARouteDispatches() {
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(server.get("/dispatching").body()).isEqualTo("done");
        }
        await().untilAsserted(() -> assertThat(moved()).containsExactly("Route '/dispatching'"));
    }

    @Test
    void movesWhatHasNoKnownTemplate() {
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(server.get("/resource").body()).isEqualTo("done");
        }
        await().untilAsserted(() -> assertThat(moved()).singleElement().asString().startsWith("A request whose path"));
    }

    @Test
    void movesHandshakes() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            try (Socket socket = server.connect()) {
                socket.getOutputStream()
                        .write("GET /socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(12))).isEqualTo("HTTP/1.1 403");
            }
        }
        await().untilAsserted(() -> assertThat(moved()).containsExactly("The handshake of a WebSocket"));
    }
}
