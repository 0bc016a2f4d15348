package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;

/** What becomes of requests that come when the server has no more for them. */
class StopTest {

    private static final byte[] GET = "GET /cart HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final CountDownLatch ENDING = new CountDownLatch(1);
    private static final CountDownLatch MAY_END = new CountDownLatch(1);

    @SessionScoped
    static class Cart implements Serializable {
        private static final long serialVersionUID = 1;

        String size() {
            return "empty";
        }

        @PreDestroy
        void end() {
            ENDING.countDown();
            try {
                MAY_END.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @ApplicationScoped
    static class Shop {
        @Inject
        Cart cart;

        @Route("/cart")
        void cart(HttpServerExchange exchange) {
            exchange.getResponseSender().send(cart.size());
        }
    }

    @Test
    void refusesWhatComesWhileTheSessionsEnd() throws Exception {
        TestServer server = TestServer.of(Shop.class, Cart.class);
        CompletableFuture<Void> closing;
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(GET);
            assertThat(readUntil(socket.getInputStream(), "empty")).startsWith("HTTP/1.1 200");
            closing = CompletableFuture.runAsync(server::close);
            assertThat(ENDING.await(20, TimeUnit.SECONDS)).isTrue();
            socket.getOutputStream().write(GET);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 503").contains("Retry-After: 1", "Connection: close")
                    .doesNotContain("Set-Cookie");
        } finally {
            MAY_END.countDown();
        }
        closing.get(20, TimeUnit.SECONDS);
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            read.append((char) in.read());
        }
        return read.toString();
    }
}
