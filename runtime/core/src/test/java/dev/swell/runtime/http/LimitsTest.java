package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.common.annotation.NonBlocking;
import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.lifecycle.WorkerError;
import dev.swell.runtime.config.HttpSettings;

class LimitsTest {

    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(600);
    private static final Duration IDLE_TIMEOUT = Duration.ofMillis(1200);
    private static final int MAX_BODY = 100_000;
    private static final int MAX_HEADERS = 8000;

    private static CountDownLatch finish;

    @ApplicationScoped
    static class Desk {

        @Route("/read")
        void read(HttpServerExchange exchange) throws IOException {
            exchange.getResponseSender().send("read " + exchange.getInputStream().readAllBytes().length);
        }

        @Route("/read/stubborn")
        void stubborn(HttpServerExchange exchange) throws IOException {
            try {
                exchange.getInputStream().readAllBytes();
            } catch (IOException e) {
                exchange.getOutputStream().write("never mind".getBytes());
            }
        }

        @Route("/read/stubborn/committed")
        void stubbornCommitted(HttpServerExchange exchange) {
            try {
                exchange.getInputStream().readAllBytes();
            } catch (IOException e) {
                exchange.getResponseSender().send("never mind");
            }
        }

        @Route("/read/never")
        void never(HttpServerExchange exchange) throws IOException {
            exchange.getOutputStream().write("fine".getBytes());
        }

        @NonBlocking
        @Route("/read/never/non-blocking")
        void neverNonBlocking(HttpServerExchange exchange) {
            exchange.setStatusCode(200);
        }

        @NonBlocking
        @Route("/read/async")
        void async(HttpServerExchange exchange) {
            exchange.getRequestReceiver().receiveFullBytes(
                    (all, bytes) -> all.getResponseSender().send("read " + bytes.length));
        }

        @Route("/read/dispatched")
        void dispatched(HttpServerExchange exchange) {
            exchange.dispatch(later -> later.getResponseSender()
                    .send("read " + later.getInputStream().readAllBytes().length));
        }

        @Route("/large")
        void large(HttpServerExchange exchange) throws IOException {
            for (int i = 0; i < 1000; i++) {
                exchange.getOutputStream().write(new byte[100_000]);
            }
        }

        @NonBlocking
        @Route("/large/non-blocking")
        void largeNonBlocking(HttpServerExchange exchange) {
            exchange.getResponseSender().send(ByteBuffer.allocate(50_000_000));
        }

        @Route("/busy")
        void busy(HttpServerExchange exchange) throws Exception {
            finish.await(20, TimeUnit.SECONDS);
            exchange.getResponseSender().send("read " + exchange.getInputStream().readAllBytes().length);
        }

        void failed(@Observes WorkerError error) {
            throw new AssertionError(error.cause());
        }
    }

    private TestServer server;

    @BeforeEach
    void start() {
        finish = new CountDownLatch(1);
        server = TestServer.with(Desk.class)
                .settings(base -> new HttpSettings(base.host(), 0, base.serverHeader(), MAX_BODY, MAX_HEADERS,
                        IDLE_TIMEOUT, REQUEST_TIMEOUT, base.maxConcurrent(), base.maxQueued(), base.compression(),
                        base.sessionTimeout(), base.sessionCookie()))
                .engine(engine -> engine.upgrades(worker -> LimitsTest::upgrade))
                .start();
    }

    private static boolean upgrade(HttpServerExchange exchange) {
        if (!exchange.getRequestPath().equals("/upgrade")) {
            return false;
        }
        exchange.upgradeChannel("other", (connection, upgraded) -> connection.getIoThread().executeAfter(() -> {
            try {
                connection.getSinkChannel().write(ByteBuffer.wrap("still here".getBytes()));
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, IDLE_TIMEOUT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS));
        return true;
    }

    @AfterEach
    void stop() {
        finish.countDown();
        await().until(() -> server.worker().active() == 0);
        assertThat(server.worker().failures()).isZero();
        server.close();
    }

    private static String head(String method, String path, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static String chunked(int size) {
        return Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n0\r\n\r\n";
    }

    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String CLOSE = "Connection: close";

    @Test
    void takesABodyOfTheLimit() throws IOException {
        assertThat(server.raw(head("POST", "/read", "Content-Length: " + MAX_BODY, CLOSE) + "x".repeat(MAX_BODY)))
                .startsWith("HTTP/1.1 200").endsWith("read " + MAX_BODY);
        assertThat(server.raw(head("POST", "/read", CHUNKED, CLOSE) + chunked(MAX_BODY)))
                .startsWith("HTTP/1.1 200").endsWith("read " + MAX_BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/read/stubborn", "/read/never", "/read/async", "/nowhere"})
    void answers413ToALengthThatIsTooLargeBeforeTheBodyComes(String path) throws IOException {
        assertThat(server.raw(head("POST", path, "Content-Length: " + (MAX_BODY + 1))))
                .startsWith("HTTP/1.1 413").contains("Connection: close").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/read/stubborn", "/read/stubborn/committed", "/read/never",
            "/read/never/non-blocking", "/read/dispatched", "/read/async"})
    void answers413WhenTheChunksBecomeTooMuch(String path) throws IOException {
        assertThat(server.raw(head("POST", path, CHUNKED) + chunked(MAX_BODY + 1))).startsWith("HTTP/1.1 413");
    }

    @Test
    void letsAClientThatIsStillSendingSeeThe413() throws IOException {
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("POST", "/read", "Content-Length: 20000000").getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[100_000];
            for (int i = 0; i < 200; i++) {
                out.write(block);
            }
            assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void answersBeforeTheBodyIsSentIfTheConnectionClosesAnyway() throws IOException {
        assertThat(server.raw(head("POST", "/read/never", "Content-Length: " + MAX_BODY, CLOSE) + "x".repeat(50_000)))
                .startsWith("HTTP/1.1 200").endsWith("fine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", ";", "a", "a=b=c;;d", "$Version=1; a=\"b", "\u00ff=\u0001", "SWELLSESSION=",
            "SWELLSESSION=\"x\"; SWELLSESSION=y"})
    void survivesStrangeCookies(String cookie) throws IOException {
        assertThat(server.raw(head("GET", "/read/never", "Cookie: " + cookie, CLOSE)))
                .matches("(?s)HTTP/1.1 [24]00 .*");
    }

    @Test
    void answers431ToHeadersThatAreTooLarge() throws IOException {
        assertThat(server.raw(head("GET", "/read/never", "X: " + "x".repeat(MAX_HEADERS)))).startsWith("HTTP/1.1 431");
        assertThat(server.raw(head("GET", "/read/never", "X: " + "x".repeat(100_000)))).startsWith("HTTP/1.1 431");
        assertThat(server.raw(head("GET", "/read/never", "X: " + "x".repeat(MAX_HEADERS - 200), CLOSE)))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void answers431ToTooManyHeaders() throws IOException {
        String[] headers = IntStream.range(0, 250).mapToObj(i -> "X" + i + ": y").toArray(String[]::new);
        assertThat(server.raw(head("GET", "/read/never", headers))).startsWith("HTTP/1.1 431");
    }

    @Test
    void answers414ToALongRequestLine() throws IOException {
        assertThat(server.raw(head("GET", "/" + "x".repeat(MAX_HEADERS)))).startsWith("HTTP/1.1 414");
        assertThat(server.raw(head("GET", "/?" + "x".repeat(100_000)))).startsWith("HTTP/1.1 414");
    }

    @Test
    void countsThePipelinedHeadAlone() throws IOException {
        String one = head("GET", "/read/never", "X: " + "x".repeat(MAX_HEADERS / 2));
        String answers = server.raw(one.repeat(9) + head("GET", "/read/never", CLOSE));
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/read/stubborn", "/read/stubborn/committed", "/read/never",
            "/read/never/non-blocking", "/read/dispatched", "/read/async"})
    void answers408ToABodyThatDoesNotComeWhole(String path) throws IOException {
        long begin = System.nanoTime();
        assertThat(server.raw(head("POST", path, "Content-Length: 100") + "abc")).startsWith("HTTP/1.1 408");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(REQUEST_TIMEOUT,
                REQUEST_TIMEOUT.multipliedBy(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/read/never", "/read/never/non-blocking"})
    void answers408ToABodyThatComesByteByByte(String path) throws Exception {
        assertThat(slowly(head("POST", path, "Content-Length: 100000"), "x".repeat(1000))).startsWith("HTTP/1.1 408");
    }

    @Test
    void answers408ToAHeadThatComesByteByByte() throws Exception {
        assertThat(slowly("GET / HTTP/1.1\r\n", "X: y\r\n".repeat(500))).startsWith("HTTP/1.1 408");
        assertThat(slowly("", "GET /" + "x".repeat(1000))).startsWith("HTTP/1.1 408");
    }

    /** Sends a byte each 20 ms until there is an answer, and returns that. */
    private String slowly(String atOnce, String slowly) throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(atOnce.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            for (int i = 0; i < slowly.length() && in.available() == 0; i++) {
                socket.getOutputStream().write(slowly.charAt(i));
                TimeUnit.MILLISECONDS.sleep(20); // the slowness is what is tested
            }
            byte[] answer = new byte[2000];
            int count = in.read(answer);
            return new String(answer, 0, Math.max(0, count), StandardCharsets.US_ASCII);
        } catch (SocketException e) {
            return e.toString();
        }
    }

    @Test
    void doesNotHoldABusyHandlerAgainstTheClient() throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write((head("POST", "/busy", "Content-Length: 50000", CLOSE) + "x".repeat(50_000))
                    .getBytes(StandardCharsets.US_ASCII));
            await().pollDelay(REQUEST_TIMEOUT.plus(IDLE_TIMEOUT).plusMillis(200)).until(() -> true);
            finish.countDown();
            assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 200")
                    .endsWith("read 50000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/large/non-blocking"})
    void givesUpAClientThatTakesNothing(String path) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(head("GET", path).getBytes(StandardCharsets.US_ASCII));
            await().until(() -> server.worker().active() == 1);
            await().until(() -> server.worker().active() == 0);
            await().until(() -> server.engine().connections() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/large/non-blocking"})
    void waitsForAClientThatIsSlow(String path) throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(head("GET", path, CLOSE).getBytes(StandardCharsets.US_ASCII));
            long count = 0;
            for (int i = 0; i < 4; i++) {
                TimeUnit.MILLISECONDS.sleep(IDLE_TIMEOUT.toMillis() / 2); // the slowness is what is tested
                count += socket.getInputStream().readNBytes(5_000_000).length;
            }
            count += socket.getInputStream().readAllBytes().length;
            assertThat(count).isGreaterThanOrEqualTo(50_000_000);
        }
    }

    @Test
    void closesConnectionsThatAreIdle() throws IOException {
        long begin = System.nanoTime();
        assertThat(server.raw("")).isEmpty();
        assertThat(server.raw(head("GET", "/read/never"))).startsWith("HTTP/1.1 200").endsWith("fine");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(IDLE_TIMEOUT.multipliedBy(2), IDLE_TIMEOUT.multipliedBy(5));
    }

    @Test
    void doesNotTimeConnectionsThatHaveLeftHttp() throws IOException {
        assertThat(server.raw(head("GET", "/upgrade", "Connection: Upgrade", "Upgrade: other")))
                .startsWith("HTTP/1.1 101").endsWith("still here");
    }

    @Test
    void sends100ContinueWhenTheBodyIsRead() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(head("POST", "/read", "Content-Length: 5", "Expect: 100-continue", CLOSE)
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(first)).startsWith("HTTP/1.1 100 Continue");
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes())).contains("200 OK").endsWith("read 5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read/never", "/read/never/non-blocking", "/nowhere"})
    void doesNotSend100ContinueForABodyThatNobodyReads(String path) throws IOException {
        assertThat(server.raw(head("POST", path, "Content-Length: 5", "Expect: 100-continue")))
                .doesNotContain("100 Continue").matches("(?s)HTTP/1.1 (200|404).*");
    }

    @Test
    void refusesInsteadOfSending100Continue() throws IOException {
        assertThat(server.raw(head("POST", "/read", "Content-Length: 1000000", "Expect: 100-continue")))
                .startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/read/stubborn", "/read/never", "/read/never/non-blocking", "/read/async",
            "/read/dispatched"})
    void endsTheRequestOfAClientThatHangsUpWithinTheBody(String path) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write((head("POST", path, "Content-Length: 5000") + "abc")
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> server.metrics().export().contains("swell_http_active_requests"));
        }
        await().until(() -> server.worker().active() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../etc/passwd", "/a/%2e%2e/b", "/a/..", "/./a"})
    void answers400ToPathsThatClimb(String path) throws IOException {
        assertThat(server.raw(head("GET", path, CLOSE))).startsWith("HTTP/1.1 400");
    }
}
