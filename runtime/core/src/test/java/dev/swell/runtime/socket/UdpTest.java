package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

import jakarta.websocket.OnMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.swell.socket.Connection;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;

class UdpTest {

    @SocketHandler(path = "udp", protocol = Protocol.UDP, port = "0", maxFrame = "1K")
    static class Echo {
        @OnMessage
        String echo(Connection connection, String text) {
            String count = connection.attributes().merge("count", "1", (old, one) -> old + one);
            return text.equals("all") ? null : count + " " + text;
        }
    }

    @SocketHandler(path = "udp", protocol = Protocol.UDP, port = "0")
    static class NewEcho {
        @OnMessage
        byte[] echo(Connection connection, byte[] data) {
            return ("new " + connection.attributes().get("count") + " " + new String(data, UTF_8)).getBytes(UTF_8);
        }
    }

    private SocketTestServer server;

    @BeforeEach
    void start() {
        server = SocketTestServer.of(Echo.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private DatagramSocket client() throws IOException {
        DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        client.setSoTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), server.port("udp"));
        return client;
    }

    private static void send(DatagramSocket client, byte[] data) throws IOException {
        client.send(new DatagramPacket(data, data.length));
    }

    private static String receive(DatagramSocket client) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        client.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    private static String ask(DatagramSocket client, String text) throws IOException {
        send(client, text.getBytes(UTF_8));
        return receive(client);
    }

    @Test
    void answersDatagramsAndKnowsEachSenderAgain() throws Exception {
        try (DatagramSocket a = client(); DatagramSocket b = client()) {
            assertThat(ask(a, "x")).isEqualTo("1 x");
            assertThat(ask(a, "q")).isEqualTo("11 q");
            assertThat(ask(b, "y")).isEqualTo("1 y");
            send(a, new byte[2000]); // too long
            assertThat(ask(a, "z")).isEqualTo("111 z");
            assertThat(server.connections().at("udp")).hasSize(2).allMatch(Connection::isOpen)
                    .allMatch(connection -> connection.protocol() == Protocol.UDP);
            assertThat(server.connections().broadcast("udp", "to all")).isEqualTo(2);
            assertThat(receive(a)).isEqualTo("to all");
            assertThat(receive(b)).isEqualTo("to all");
            server.connections().at("udp").forEach(Connection::close);
            assertThat(server.connections().count()).isZero();
            await().untilAsserted(() -> assertThat(ask(b, "again")).isEqualTo("1 again"));
        }
    }

    @Test
    void keepsSendersOverAReload() throws Exception {
        try (DatagramSocket a = client()) {
            assertThat(ask(a, "x")).isEqualTo("1 x");
            server.swap(NewEcho.class);
            assertThat(ask(a, "y")).isEqualTo("new 1 y");
        }
    }
}
