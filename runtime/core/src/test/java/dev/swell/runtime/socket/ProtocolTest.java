package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.websocket.OnMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.swell.socket.SocketHandler;

/** RFC 6455, byte by byte. After each attack another client is still served. */
class ProtocolTest {

    private static final int FIN_TEXT = 0x81;
    private static final int TEXT = 0x01;
    private static final int FIN_BINARY = 0x82;
    private static final int BINARY = 0x02;
    private static final int CONTINUATION = 0x00;
    private static final int FIN_CONTINUATION = 0x80;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;

    @SocketHandler(path = "/echo")
    @SocketHandler(path = "/small", maxFrame = "1K")
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

    @SocketHandler(path = "/text")
    static class TextOnly {
        @OnMessage
        String text(String message) {
            return message;
        }
    }

    private static SocketTestServer server;
    private static RawWebSocket bystander;

    @BeforeAll
    static void start() throws IOException {
        server = SocketTestServer.of(Echo.class, TextOnly.class);
        bystander = RawWebSocket.open(server.port(), "/echo");
    }

    @AfterAll
    static void stop() throws IOException {
        bystander.close();
        server.close();
    }

    @AfterEach
    void anotherClientIsServed() throws IOException {
        assertThat(bystander.text("still here").readText()).isEqualTo("still here");
    }

    private static RawWebSocket open(String path) throws IOException {
        return RawWebSocket.open(server.port(), path);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] frames(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(frames).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] frame(int first, String text) {
        return RawWebSocket.frame(first, text.getBytes(UTF_8));
    }

    private static Arguments attack(String name, int code, byte[]... frames) {
        return Arguments.of(name, code, frames(frames));
    }

    private static byte[] longHead(int first, int... length) {
        return frames(bytes(first), bytes(length), bytes(1, 2, 3, 4));
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack("reserved bit 1", 1002, frame(0xc1, "a")),
                attack("reserved bit 2", 1002, frame(0xa1, "a")),
                attack("reserved bit 3", 1002, frame(0x91, "a")),
                attack("reserved bits of a ping", 1002, frame(0xc9, "a")),
                attack("unmasked text", 1002, bytes(FIN_TEXT, 1, 'a')),
                attack("unmasked close", 1002, bytes(CLOSE, 0)),
                attack("fragmented ping", 1002, frame(0x09, "a")),
                attack("fragmented close", 1002, frame(0x08, "")),
                attack("ping of 126 bytes", 1002, frame(PING, "a".repeat(126))),
                attack("close of 126 bytes", 1002, frame(CLOSE, "a".repeat(126))),
                attack("continuation of nothing", 1002, frame(FIN_CONTINUATION, "a")),
                attack("continuation after a whole message", 1002, frame(FIN_TEXT, "a"), frame(CONTINUATION, "b")),
                attack("text within text", 1002, frame(TEXT, "a"), frame(FIN_TEXT, "b")),
                attack("binary within text", 1002, frame(TEXT, "a"), frame(BINARY, "b")),
                attack("reserved bit of a continuation", 1002, frame(TEXT, "a"), frame(0xc0, "b")),
                attack("length 125 in two bytes", 1002, longHead(FIN_TEXT, 0xfe, 0, 125)),
                attack("length 0 in two bytes", 1002, longHead(FIN_TEXT, 0xfe, 0, 0)),
                attack("length 65535 in eight bytes", 1002, longHead(FIN_TEXT, 0xff, 0, 0, 0, 0, 0, 0, 255, 255)),
                attack("length with the highest bit", 1002, longHead(FIN_TEXT, 0xff, 128, 0, 0, 0, 0, 0, 0, 0)),
                attack("length 2^63 - 1", 1009, longHead(FIN_TEXT, 0xff, 127, 255, 255, 255, 255, 255, 255, 255)),
                attack("a terabyte", 1009, RawWebSocket.head(FIN_BINARY, 1L << 40)),
                attack("2^32 + 1 bytes", 1009, RawWebSocket.head(FIN_BINARY, (1L << 32) + 1)),
                attack("one byte more than the limit", 1009, RawWebSocket.head(FIN_BINARY, (4 << 20) + 1)),
                attack("a second fragment that is too much", 1009, frame(BINARY, "a"),
                        RawWebSocket.head(FIN_CONTINUATION, 4 << 20)),
                attack("close payload of one byte", 1002, frame(CLOSE, "a")),
                attack("close reason that is no UTF-8", 1007, RawWebSocket.frame(CLOSE, bytes(3, 232, 0xc0, 0xaf))),
                attack("surrogate in UTF-8", 1007, RawWebSocket.frame(FIN_TEXT, bytes(0xed, 0xa0, 0x80))),
                attack("overlong UTF-8", 1007, RawWebSocket.frame(FIN_TEXT, bytes(0xc0, 0xaf))),
                attack("more than Unicode has", 1007, RawWebSocket.frame(FIN_TEXT, bytes(0xf4, 0x90, 0x80, 0x80))),
                attack("half a character", 1007, RawWebSocket.frame(FIN_TEXT, bytes('a', 0xe2, 0x82))),
                attack("bad and replaced character", 1007,
                        RawWebSocket.frame(FIN_TEXT, bytes(0xef, 0xbf, 0xbd, 0xff))),
                attack("HTTP", 1002, "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("attacks")
    void closesOnAttack(String name, int code, byte[] bytes) throws IOException {
        try (RawWebSocket client = open("/echo")) {
            assertThat(client.raw(bytes).closeCode()).isEqualTo(code);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void closesOnAttackThatComesByteByByte(String name, int code, byte[] bytes) throws IOException {
        try (RawWebSocket client = open("/echo")) {
            for (byte one : bytes) {
                client.raw(one);
            }
            assertThat(client.closeCode()).isEqualTo(code);
        } catch (SocketException e) { // the rest of the bytes met a socket that was closed already
            assertThat(e).hasMessageMatching(".*(reset|[Bb]roken pipe|abort).*");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void refusesReservedOpcodes(int opcode) throws IOException {
        try (RawWebSocket client = open("/echo")) {
            assertThat(client.raw(frame(0x80 | opcode, "a")).closeCode()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void refusesCloseCodesThatMayNotBeSent(int code) throws IOException {
        try (RawWebSocket client = open("/echo")) {
            assertThat(client.close(code).closeCode()).isEqualTo(1002);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
            4999})
    void answersCloseWithItsCode(int code) throws IOException {
        try (RawWebSocket client = open("/echo")) {
            assertThat(client.close(code).closeCode()).isEqualTo(code);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void answersCloseWithoutCodeWithoutCode() throws IOException {
        try (RawWebSocket client = open("/echo")) {
            assertThat(client.send(CLOSE, new byte[0]).closeCode()).isEqualTo(RawWebSocket.NO_CODE);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void takesNothingAfterTheCloseFrame() throws IOException {
        try (RawWebSocket client = open("/echo")) {
            client.raw(frames(frame(FIN_TEXT, "a"), RawWebSocket.frame(CLOSE, bytes(3, 232)), frame(FIN_TEXT, "b"),
                    bytes(0xff, 0xff, 0xff)));
            assertThat(client.readText()).isEqualTo("a");
            assertThat(client.closeCode()).isEqualTo(1000);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void refusesBadUtf8WhereverItIsCut() throws IOException {
        byte[] bad = "\u20ac\ud83d\ude00".getBytes(UTF_8);
        bad[bad.length - 1] = 'x';
        for (int cut = 0; cut <= bad.length; cut++) {
            try (RawWebSocket client = open("/echo")) {
                client.send(TEXT, Arrays.copyOfRange(bad, 0, cut));
                client.send(FIN_CONTINUATION, Arrays.copyOfRange(bad, cut, bad.length));
                assertThat(client.closeCode()).as("cut at %d", cut).isEqualTo(1007);
            }
        }
    }

    @Test
    void takesGoodUtf8WhereverItIsCut() throws IOException {
        String text = "a\u00e9\u20ac\ud83d\ude00\ufffd";
        byte[] good = text.getBytes(UTF_8);
        try (RawWebSocket client = open("/echo")) {
            for (int cut = 0; cut <= good.length; cut++) {
                client.send(TEXT, Arrays.copyOfRange(good, 0, cut));
                client.send(FIN_CONTINUATION, Arrays.copyOfRange(good, cut, good.length));
                assertThat(client.readText()).as("cut at %d", cut).isEqualTo(text);
            }
        }
    }

    @Test
    void takesMessagesOfEveryKindOfLength() throws IOException {
        try (RawWebSocket client = open("/echo")) {
            for (int length : new int[]{0, 1, 7, 8, 9, 125, 126, 127, 65535, 65536, 100_000, 4 << 20}) {
                byte[] data = new byte[length];
                for (int i = 0; i < length; i++) {
                    data[i] = (byte) (i * 31);
                }
                client.send(FIN_BINARY, data);
                RawWebSocket.Received echo = client.read();
                assertThat(echo.first()).isEqualTo(FIN_BINARY);
                assertThat(echo.payload()).as("%d bytes", length).isEqualTo(data);
            }
        }
    }

    @Test
    void answersPingsBetweenFragments() throws IOException {
        try (RawWebSocket client = open("/echo")) {
            client.raw(frames(frame(TEXT, "a"), frame(PING, "one"), frame(CONTINUATION, ""), frame(PING, ""),
                    frame(PONG, "unasked"), frame(FIN_CONTINUATION, "b")));
            RawWebSocket.Received pong = client.read();
            assertThat(pong.first()).isEqualTo(PONG);
            assertThat(pong.text()).isEqualTo("one");
            assertThat(client.read()).satisfies(second -> assertThat(second.payload()).isEmpty());
            assertThat(client.readText()).isEqualTo("ab");
        }
    }

    @Test
    void refusesTheSumOfFragments() throws IOException {
        try (RawWebSocket client = open("/small")) {
            client.send(BINARY, new byte[512]).send(CONTINUATION, new byte[512]).send(CONTINUATION, new byte[1]);
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void refusesEmptyFragmentsWithoutEnd() throws IOException {
        try (RawWebSocket client = open("/small")) {
            client.send(TEXT, new byte[0]);
            byte[] many = frames(
                    IntStream.range(0, 1 << 13).mapToObj(i -> RawWebSocket.frame(CONTINUATION, new byte[0]))
                            .toArray(byte[][]::new));
            for (int i = 0; i < 16; i++) {
                client.raw(many);
            }
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void refusesMessagesThatNoMethodTakes() throws IOException {
        try (RawWebSocket client = open("/text")) {
            assertThat(client.text("a").readText()).isEqualTo("a");
            assertThat(client.send(FIN_BINARY, new byte[1]).closeCode()).isEqualTo(1003);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void endsWhateverComes() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            if (i % 2 == 0) {
                noise[0] = (byte) (0x80 | random.nextInt(3)); // to get further than the first byte
            }
            try (RawWebSocket client = open("/echo")) {
                client.raw(noise).socket().shutdownOutput();
                client.closeCode();
            }
        }
        await().until(() -> server.connections().count() == 1);
    }

    @Test
    void takesFramesThatComeWithTheHandshake() throws IOException {
        String request = RawWebSocket.upgrade(server.port(), "/echo")
                + new String(frame(FIN_TEXT, "early"), ISO_8859_1);
        try (RawWebSocket client = RawWebSocket.request(server.port(), request)) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.readText()).isEqualTo("early");
        }
    }
}
