package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.smallrye.common.annotation.NonBlocking;

import dev.swell.Listener;
import dev.swell.runtime.config.SocketSettings;
import dev.swell.runtime.http.TestServer;
import dev.swell.runtime.socket.Wire.Patience;
import dev.swell.socket.Connection;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;

class TcpTest {

    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    @SocketHandler(path = "lines", protocol = Protocol.TCP, port = "0", delimiter = "\n", maxFrame = "1M")
    static class Lines {
        @OnOpen
        void open(Connection connection) {
            connection.attributes().put("seen", "0");
        }

        @OnMessage
        String line(Connection connection, String line) throws InterruptedException {
            gate.await();
            if (line.equals("fail")) {
                throw new IllegalStateException("as asked");
            }
            if (line.equals("bye")) {
                connection.send("good bye");
                connection.close();
                return null;
            }
            if (line.startsWith("much ")) {
                return "x".repeat(Integer.parseInt(line.substring(5)));
            }
            int seen = Integer.parseInt(connection.attributes().get("seen")) + 1;
            connection.attributes().put("seen", String.valueOf(seen));
            return seen + " " + line;
        }

        @OnError
        void failed(Throwable failure) {
            EVENTS.add(failure.getMessage());
        }

        @OnClose
        void close(CloseReason reason) {
            EVENTS.add("closed " + reason.getCloseCode().getCode());
        }
    }

    @SocketHandler(protocol = Protocol.TCP, port = "0", lengthField = 1)
    @SocketHandler(protocol = Protocol.TCP, port = "0", lengthField = 2)
    @SocketHandler(protocol = Protocol.TCP, port = "0", lengthField = 4)
    static class Lengths {
        @OnMessage
        @NonBlocking
        byte[] echo(byte[] message) {
            return message;
        }
    }

    @SocketHandler(path = "raw", protocol = Protocol.TCP, port = "0")
    static class Raw {
        @OnMessage
        ByteBuffer echo(ByteBuffer bytes) {
            return bytes;
        }
    }

    @SocketHandler(path = "lines", protocol = Protocol.TCP, port = "0", delimiter = "\n")
    static class NewLines {
        @OnMessage
        String line(Connection connection, String line) {
            return "new " + line + " after " + connection.attributes().get("seen");
        }
    }

    @SocketHandler(path = "more", protocol = Protocol.TCP, port = "0", delimiter = "\n")
    static class More {
        @OnMessage
        String line(String line) {
            return "more " + line;
        }
    }

    private SocketTestServer server;

    @BeforeEach
    void start() {
        EVENTS.clear();
        gate = new CountDownLatch(0);
        server = SocketTestServer.of(
                settings -> new SocketSettings(settings.maxFrame(), 256 * 1024, settings.allowedOrigins(), 8),
                new Patience(Duration.ofMillis(300), Duration.ofMillis(500)),
                TestServer.with(Lines.class, Lengths.class, Raw.class));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        server.close();
    }

    private static String event() throws InterruptedException {
        return EVENTS.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void answersLinesInOrder() throws Exception {
        try (RawTcp client = new RawTcp(server.port("lines"))) {
            client.send("a\nb\n\nd");
            assertThat(client.line()).isEqualTo("1 a");
            assertThat(client.line()).isEqualTo("2 b");
            assertThat(client.line()).isEqualTo("3 ");
            client.send("ä\n");
            assertThat(client.line()).isEqualTo("4 dä");
            Connection connection = server.connections().at("lines").findFirst().orElseThrow();
            assertThat(connection.protocol()).isEqualTo(Protocol.TCP);
            assertThat(connection.path()).isEqualTo("lines");
            assertThat(server.connections().broadcast("lines", "to all")).isEqualTo(1);
            assertThat(client.line()).isEqualTo("to all");
            client.send("fail\ne\n");
            assertThat(client.line()).isEqualTo("5 e");
            assertThat(event()).isEqualTo("as asked");
            client.send("bye\nnever seen\n");
            assertThat(client.line()).isEqualTo("good bye");
            assertThat(client.line()).isNull();
        }
        assertThat(event()).isEqualTo("closed 1000");
        server.awaitIdle();
    }

    @Test
    void answersAClientThatHasSentItsLast() throws Exception {
        gate = new CountDownLatch(1);
        try (RawTcp client = new RawTcp(server.port("lines"))) {
            client.send("a\nb\nincomplete").end();
            await().until(() -> server.server().worker().active() == 1);
            gate.countDown();
            assertThat(client.line()).isEqualTo("1 a");
            assertThat(client.line()).isEqualTo("2 b");
            assertThat(client.line()).isNull();
        }
        assertThat(event()).isEqualTo("closed 1000");
        server.awaitIdle();
    }

    @Test
    void framesByLength() throws Exception {
        byte[] message = "hello".repeat(40).getBytes(UTF_8);
        for (Listener listener : server.engine().listeners()) {
            if (listener.name().startsWith("tcp:Lengths")) {
                try (Socket socket = new Socket("127.0.0.1", listener.port())) {
                    socket.setSoTimeout(20_000);
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    for (int size : new int[]{0, 1, message.length}) {
                        for (int field : listener.name().endsWith("#2") ? new int[]{2}
                                : listener.name().endsWith("#3") ? new int[]{4} : new int[]{1}) {
                            writeLength(out, field, size);
                            out.write(message, 0, size);
                            assertThat(readLength(in, field)).isEqualTo(size);
                            assertThat(in.readNBytes(size)).hasSize(size);
                        }
                    }
                }
            }
        }
        assertThat(server.engine().listeners()).extracting(Listener::name).containsExactly("lines", "raw",
                "tcp:Lengths", "tcp:Lengths#2", "tcp:Lengths#3");
    }

    private static void writeLength(DataOutputStream out, int field, int length) throws IOException {
        switch (field) {
            case 1 -> out.writeByte(length);
            case 2 -> out.writeShort(length);
            default -> out.writeInt(length);
        }
    }

    private static int readLength(DataInputStream in, int field) throws IOException {
        return field == 1 ? in.readUnsignedByte() : field == 2 ? in.readUnsignedShort() : in.readInt();
    }

    @Test
    void passesBytesOnAsTheyCome() throws Exception {
        try (RawTcp client = new RawTcp(server.port("raw"))) {
            assertThat(client.send("abc\n").line()).isEqualTo("abc");
        }
    }

    @Test
    void closesWhoSendsTooMuchOrTooSlowlyOrNoUtf8() throws Exception {
        try (RawTcp client = new RawTcp(server.port("lines"))) {
            client.send("x".repeat(1 << 20 | 10));
            assertThat(event()).isEqualTo("closed 1009");
        }
        try (RawTcp client = new RawTcp(server.port("lines"))) {
            client.send("never ends");
            assertThat(client.line()).isNull();
            assertThat(event()).isEqualTo("closed 1008");
        }
        try (RawTcp client = new RawTcp(server.port("lines"))) {
            client.socket().getOutputStream().write(new byte[]{(byte) 0xff, '\n'});
            assertThat(client.line()).isNull();
            assertThat(event()).isEqualTo("closed 1007");
        }
        server.awaitIdle();
    }

    @Test
    void closesWhoReadsTooSlowly() throws Exception {
        try (RawTcp client = new RawTcp(server.port("lines"))) {
            for (int i = 0; i < 20; i++) {
                client.send("much 1000000\n");
            }
            assertThat(event()).isEqualTo("closed 1013");
            assertThatThrownBy(() -> {
                while (true) {
                    client.send("more\n");
                }
            }).isInstanceOf(SocketException.class);
        }
        server.awaitIdle();
    }

    @Test
    void tellsOfAClientThatVanishes() throws Exception {
        try (RawTcp client = new RawTcp(server.port("lines"))) {
            assertThat(client.send("a\n").line()).isEqualTo("1 a");
            client.socket().setSoLinger(true, 0);
        }
        assertThat(event()).isEqualTo("closed 1006");
    }

    @Test
    void keepsConnectionsOverAReloadAndOpensAndClosesPorts() throws Exception {
        gate = new CountDownLatch(1);
        int raw = server.port("raw");
        try (RawTcp client = new RawTcp(server.port("lines")); RawTcp goes = new RawTcp(raw)) {
            client.send("a\nb\n");
            await().until(() -> server.server().worker().active() == 1);
            server.swap(NewLines.class, More.class);
            gate.countDown();
            assertThat(client.line()).isEqualTo("1 a");
            assertThat(client.line()).isEqualTo("new b after 1");
            assertThat(goes.line()).isNull();
            assertThatThrownBy(() -> new RawTcp(raw)).isInstanceOf(IOException.class);
            try (RawTcp more = new RawTcp(server.port("more"))) {
                assertThat(more.send("c\n").line()).isEqualTo("more c");
            }
            assertThat(server.engine().listeners()).extracting(Listener::name).containsExactly("lines", "more");
        }
    }
}
