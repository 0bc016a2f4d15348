package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitsTest extends LimitedServer {

    /** What a loaded machine may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/read/stubborn", "/read/stubborn/committed", "/read/never",
            "/read/never/non-blocking", "/read/dispatched", "/read/async"})
    void answers408ToABodyThatDoesNotComeWhole(String path) throws IOException {
        long begin = System.nanoTime();
        assertThat(server.raw(head("POST", path, "Content-Length: 100") + "abc")).startsWith("HTTP/1.1 408");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(REQUEST_TIMEOUT,
                PATIENCE);
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
                TimeUnit.MILLISECONDS.sleep(IDLE_TIMEOUT.toMillis() / 3); // the slowness is what is tested
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
                .isBetween(IDLE_TIMEOUT.multipliedBy(2), PATIENCE);
    }

    @Test
    void doesNotTimeConnectionsThatHaveLeftHttp() throws IOException {
        assertThat(server.raw(head("GET", "/upgrade", "Connection: Upgrade", "Upgrade: other")))
                .startsWith("HTTP/1.1 101").endsWith("still here");
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
}
