package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.runtime.LoggedLines;

/** What becomes of requests that come when the server has no more for them. */
class StopTest {

    private static final byte[] GET = "GET /cart HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAGE = "GET /page HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CLIENTS = 16;
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

    @ApplicationScoped
    static class Page {
        @Route("/page")
        void page(HttpServerExchange exchange) {
            exchange.getResponseSender().send("page");
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

    @Test
    void logsNoErrorsOfConnectionsThatComeAsItStops() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (LoggedLines xnio = LoggedLines.of("org.xnio"); LoggedLines undertow = LoggedLines.of("io.undertow")) {
            TestServer server = TestServer.of(Page.class);
            int port = server.port();
            List<Future<?>> connecting = Stream.<Future<?>>generate(() -> clients.submit(() -> useTill(port)))
                    .limit(CLIENTS).toList();
            await().until(() -> server.engine().requests() > 200);
            server.close();
            for (Future<?> client : connecting) {
                client.get(20, TimeUnit.SECONDS);
            }
            assertThat(xnio.withId("XNIO001009")).isEmpty();
            assertThat(undertow.withId("UT005090")).isEmpty();
        } finally {
            clients.shutdownNow();
        }
    }

    /** Sends one request and begins another on a new connection each, until nobody listens. */
    private static void useTill(int port) {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(PAGE);
                readUntil(socket.getInputStream(), "page");
                socket.getOutputStream().write(PAGE);
            } catch (ConnectException e) {
                return;
            } catch (IOException e) {
                assertThat(e).as("how a client sees the stop").isNotInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void closesThePortBeforeItSendsClientsAway() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int stops = 0; stops < 3; stops++) {
                TestServer server = TestServer.of(Page.class);
                int port = server.port();
                List<Future<String>> staying = Stream.generate(() -> clients.submit(() -> stayTillSentAway(port)))
                        .limit(CLIENTS).toList();
                await().until(() -> server.engine().requests() > 200);
                server.close();
                for (Future<String> client : staying) {
                    assertThat(client.get(20, TimeUnit.SECONDS)).isEqualTo("refused");
                }
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /** Returns what a client finds that connects again as soon as it is told that the answer was the last. */
    private static String stayTillSentAway(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String answer = "";
            while (!answer.contains("Connection: close")) {
                socket.getOutputStream().write(PAGE);
                answer = readUntil(socket.getInputStream(), "page");
            }
        } catch (IOException e) {
            return "refused"; // the end came between two requests
        }
        try (Socket again = new Socket("127.0.0.1", port)) {
            again.getOutputStream().write(PAGE);
            return readUntil(again.getInputStream(), "page");
        } catch (ConnectException e) {
            return "refused";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(read.toString());
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
