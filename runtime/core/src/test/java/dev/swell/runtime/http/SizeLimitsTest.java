package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeLimitsTest extends LimitedServer {

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
    void neverHandsOutWhatAnotherRequestHasLeftInABuffer() throws IOException {
        STALE.set(0);
        TRIED.set(0);
        assertThat(server.raw(head("POST", "/read", "Content-Length: 10000", CLOSE) + "secret".repeat(2000)))
                .startsWith("HTTP/1.1 200");
        assertThat(server.raw(head("POST", "/read/again", "Content-Length: 10"))).startsWith("HTTP/1.1 408");
        assertThat(TRIED.get()).isGreaterThan(1);
        assertThat(STALE).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/read/stubborn", "/read/again", "/read/never", "/read/async"})
    void doesNotBlameTheApplicationForChunksThatAreNone(String path) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write((head("POST", path, CHUNKED) + "5\r\nabcde\r\nzz\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> server.engine().connections() == 0 || socket.getInputStream().available() > 0);
        }
        assertThat(server.worker().failures().escaped()).isZero();
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
        assertThat(server.raw(head("GET", "/?" + "x".repeat(100_000)))).startsWith("HTTP/1.1 414")
                .contains("\r\nDate: ");
    }

    @Test
    void countsThePipelinedHeadAlone() throws IOException {
        String one = head("GET", "/read/never", "X: " + "x".repeat(MAX_HEADERS / 2));
        String answers = server.raw(one.repeat(9) + head("GET", "/read/never", CLOSE));
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(11);
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
    @ValueSource(strings = {"/../etc/passwd", "/a/%2e%2e/b", "/a/..", "/./a", "/a/..;x/%62", "/a/%2E.;/b"})
    void answers400ToPathsThatClimb(String path) throws IOException {
        assertThat(server.raw(head("GET", path, CLOSE))).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xchunked", "chunked, chunked", "chunked, identity", "identity, chunked", "identity",
            "gzip", "chunked;q=1", ""})
    void answers501ToTransferCodingsThatAProxyMayReadDifferently(String coding) throws IOException {
        String smuggled = head("GET", "/read/never");
        assertThat(server.raw(head("POST", "/read", "Transfer-Encoding: " + coding) + "0\r\n\r\n" + smuggled))
                .startsWith("HTTP/1.1 501").contains("Connection: close").doesNotContain("fine");
        assertThat(server.raw(head("POST", "/read", CHUNKED).replace("1.1", "1.0") + "0\r\n\r\n"))
                .startsWith("HTTP/1.0 501");
    }
}
