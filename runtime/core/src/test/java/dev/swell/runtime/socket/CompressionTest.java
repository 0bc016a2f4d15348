package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;

import jakarta.websocket.OnMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.swell.socket.SocketHandler;

/** permessage-deflate, RFC 7692. */
class CompressionTest {

    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";
    private static final int COMPRESSED_TEXT = 0xc1;
    private static final int COMPRESSED_BINARY = 0xc2;
    private static final long MAX = 4 << 20;

    @SocketHandler(path = "/echo")
    static class Echo {
        @OnMessage
        String text(String message) {
            return message;
        }

        @OnMessage
        byte[] binary(byte[] message) {
            return message;
        }
    }

    private static SocketTestServer server;
    private final Compression compression = new Compression();

    @BeforeAll
    static void start() {
        server = SocketTestServer.of(Echo.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawWebSocket open() throws IOException {
        return RawWebSocket.open(server.port(), "/echo", OFFER);
    }

    private static String answerTo(String... offers) throws IOException {
        String[] lines = Arrays.stream(offers).map(offer -> "Sec-WebSocket-Extensions: " + offer)
                .toArray(String[]::new);
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/echo", lines)) {
            return client.header("Sec-WebSocket-Extensions");
        }
    }

    private String inflated(RawWebSocket.Received frame) throws ProtocolFailure {
        return new String(compression.inflate(frame.payload(), frame.payload().length, MAX), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"permessage-deflate", "permessage-deflate; client_max_window_bits", "x, permessage-deflate",
            "permessage-deflate; server_max_window_bits=8, permessage-deflate; client_max_window_bits=9",
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
            "permessage-deflate; server_max_window_bits=15"})
    void takesAnOffer(String offer) throws IOException {
        assertThat(answerTo(offer))
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-webkit-deflate-frame", "permessage-deflate; server_max_window_bits=10",
            "permessage-deflate; server_max_window_bits", "permessage-deflate; client_max_window_bits=7",
            "permessage-deflate; client_max_window_bits=16", "permessage-deflate; unknown",
            "permessage-deflate; server_no_context_takeover=1",
            "permessage-deflate; client_max_window_bits; client_max_window_bits", ";;,=,", ""})
    void declinesAnOffer(String offer) throws IOException {
        assertThat(answerTo(offer)).isNull();
    }

    @Test
    void takesTheSecondOfTwoHeaders() throws IOException {
        assertThat(answerTo("x", "permessage-deflate")).startsWith("permessage-deflate");
    }

    @Test
    void exchangesCompressedMessages() throws Exception {
        String text = "one \u20ac, two \ud83d\ude00; ".repeat(5000);
        byte[] compressed = compression.deflate(text.getBytes(UTF_8));
        try (RawWebSocket client = open()) {
            for (int i = 0; i < 3; i++) {
                client.send(COMPRESSED_TEXT, compressed);
                RawWebSocket.Received echo = client.read();
                assertThat(echo.first()).isEqualTo(COMPRESSED_TEXT);
                assertThat(echo.payload().length).isLessThan(text.length() / 10);
                assertThat(inflated(echo)).isEqualTo(text);
            }
        }
    }

    @Test
    void takesPlainMessagesToo() throws Exception {
        try (RawWebSocket client = open()) {
            assertThat(client.text("short").read().first()).isEqualTo(0x81);
            RawWebSocket.Received echo = client.text("long".repeat(100)).read();
            assertThat(echo.first()).isEqualTo(COMPRESSED_TEXT);
            assertThat(inflated(echo)).isEqualTo("long".repeat(100));
        }
    }

    @Test
    void sendsAsItIsWhatGetsNoSmaller() throws Exception {
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        try (RawWebSocket client = open()) {
            RawWebSocket.Received echo = client.send(0x82, noise).read();
            assertThat(echo.first()).isEqualTo(0x82);
            assertThat(echo.payload()).isEqualTo(noise);
        }
    }

    @Test
    void takesCompressedMessagesWhereverTheyAreCut() throws Exception {
        byte[] compressed = compression.deflate("cut me".getBytes(UTF_8));
        try (RawWebSocket client = open()) {
            for (int cut = 0; cut <= compressed.length; cut++) {
                client.send(0x41, Arrays.copyOfRange(compressed, 0, cut));
                client.send(0x80, Arrays.copyOfRange(compressed, cut, compressed.length));
                assertThat(client.readText()).isEqualTo("cut me");
            }
        }
    }

    @Test
    void takesFinalBlocksInTheMiddle() throws Exception {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(finished("Hello"));
        message.writeBytes(finished(" again"));
        message.write(0);
        try (RawWebSocket client = open()) {
            assertThat(client.send(COMPRESSED_TEXT, message.toByteArray()).readText()).isEqualTo("Hello again");
            assertThat(client.text("and on").readText()).isEqualTo("and on");
        }
    }

    private static byte[] finished(String text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(UTF_8));
        deflater.finish();
        byte[] out = new byte[100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    @Test
    void refusesBombs() throws IOException {
        byte[] bomb = compression.deflate(new byte[200 << 20]);
        assertThat(bomb.length).isLessThan(1 << 20);
        try (RawWebSocket client = open()) {
            assertThat(client.send(COMPRESSED_BINARY, bomb).closeCode()).isEqualTo(1009);
        }
        assertThatThrownBy(() -> compression.inflate(bomb, bomb.length, MAX))
                .hasMessage("message of more than 4194304 bytes when inflated");
    }

    @Test
    void takesWhatIsJustNotTooBig() throws Exception {
        byte[] data = new byte[(int) MAX];
        try (RawWebSocket client = open()) {
            assertThat(inflated(client.send(COMPRESSED_BINARY, compression.deflate(data)).read())).hasSize(data.length);
            byte[] more = new byte[data.length + 1];
            assertThat(client.send(COMPRESSED_BINARY, compression.deflate(more)).closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void refusesGarbage() throws IOException {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[100];
            random.nextBytes(garbage);
            garbage[0] |= 6; // a block of the type that doesn't exist
            try (RawWebSocket client = open()) {
                refused += client.send(COMPRESSED_TEXT, garbage).closeCode() == 1007 ? 1 : 0;
            }
        }
        assertThat(refused).isEqualTo(50);
        try (RawWebSocket client = open()) {
            assertThat(client.text("still here").readText()).isEqualTo("still here");
        }
    }

    @Test
    void refusesInflatedTextThatIsNoUtf8() throws IOException {
        try (RawWebSocket client = open()) {
            byte[] bad = compression.deflate(new byte[]{'a', (byte) 0xff});
            assertThat(client.send(COMPRESSED_TEXT, bad).closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void refusesTheBitWhereItDoesNotBelong() throws IOException {
        try (RawWebSocket client = open()) {
            assertThat(client.send(0xc9, new byte[0]).closeCode()).isEqualTo(1002);
        }
        try (RawWebSocket client = open()) {
            assertThat(client.send(0x01, new byte[0]).send(0xc0, new byte[0]).closeCode()).isEqualTo(1002);
        }
        try (RawWebSocket client = open()) {
            assertThat(client.send(0xa1, new byte[0]).closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void undoesItself() throws Exception {
        for (int length : new int[]{0, 1, 63, 64, 255, 5000, 100_000}) {
            byte[] data = new byte[length];
            new Random(length).nextBytes(data);
            byte[] deflated = compression.deflate(data);
            assertThat(compression.inflate(deflated, deflated.length, MAX)).isEqualTo(data);
        }
    }
}
