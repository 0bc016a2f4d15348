package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.config.HeartbeatSettings;
import dev.swell.socket.Connection;
import dev.swell.socket.Group;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;

/** What connections of every protocol have in common: groups, messages of JSON, and that silent ones are closed. */
class GroupTest {

    record Move(String piece, int steps) {}

    @SocketHandler(path = "/game")
    @SocketHandler(path = "game", protocol = Protocol.TCP, port = "0", delimiter = "\n")
    static class Game {
        @OnOpen
        void open(Connection connection) {
            connection.send("open");
        }

        @OnMessage
        Move move(Move move) {
            return new Move(move.piece().toUpperCase(), move.steps() + 1);
        }
    }

    @SocketHandler(path = "/strict")
    static class Strict {
        @OnMessage
        void move(Move move) {}

        @OnError
        void failed(Connection connection, Throwable failure) {
            connection.send(failure.getMessage());
        }
    }

    private SocketTestServer server;

    @BeforeEach
    void start() {
        server = SocketTestServer.of(Game.class, Strict.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Connection only(Protocol protocol) {
        return server.connections().all().filter(connection -> connection.protocol() == protocol).findFirst()
                .orElseThrow();
    }

    @Test
    void sendsToTheMembersOfAGroup() throws Exception {
        Group group = server.connections().group("round 1");
        try (RawTcp tcp = new RawTcp(server.port("game"));
                RawWebSocket web = RawWebSocket.open(server.port(), "/game")) {
            assertThat(tcp.line()).isEqualTo("open");
            assertThat(web.readText()).isEqualTo("open");
            assertThat(group.broadcast("nobody")).isZero();
            assertThat(group.join(only(Protocol.TCP))).isTrue();
            assertThat(group.join(only(Protocol.TCP))).isFalse();
            assertThat(group.join(only(Protocol.WEBSOCKET))).isTrue();
            assertThat(group.size()).isEqualTo(2);
            assertThat(server.connections().group("round 1").broadcast("begins")).isEqualTo(2);
            assertThat(tcp.line()).isEqualTo("begins");
            assertThat(web.readText()).isEqualTo("begins");
            assertThat(group.leave(only(Protocol.WEBSOCKET))).isTrue();
            assertThat(group.leave(only(Protocol.WEBSOCKET))).isFalse();
            assertThat(group.members()).containsExactly(only(Protocol.TCP));
            Connection tcpConnection = only(Protocol.TCP);
            tcpConnection.close();
            assertThat(group.size()).isZero();
            assertThat(group.join(tcpConnection)).isFalse();
        }
    }

    @Test
    void readsAndWritesRecordsAsJson() throws Exception {
        try (RawTcp tcp = new RawTcp(server.port("game"));
                RawWebSocket web = RawWebSocket.open(server.port(), "/game");
                RawWebSocket strict = RawWebSocket.open(server.port(), "/strict")) {
            tcp.line();
            web.readText();
            tcp.send("{\"piece\":\"rook\",\"steps\":2}\n");
            assertThat(tcp.line()).isEqualTo("{\"piece\":\"ROOK\",\"steps\":3}");
            web.text("{\"piece\":\"pawn\",\"steps\":1,\"more\":true}");
            assertThat(web.readText()).isEqualTo("{\"piece\":\"PAWN\",\"steps\":2}");
            web.text("no JSON");
            assertThat(web.closeCode()).isEqualTo(1007);
            assertThat(strict.text("null").readText()).isEqualTo("a message that is to be a Move is null");
            assertThat(strict.text("[]").readText()).startsWith("a message is no JSON of a Move: ");
        }
    }

    @Test
    void closesWhoIsSilentAndAsksWebSocketsFirst() throws Exception {
        try (RawTcp tcp = new RawTcp(server.port("game"));
                RawWebSocket web = RawWebSocket.open(server.port(), "/game")) {
            assertThat(tcp.line()).isEqualTo("open");
            assertThat(web.readText()).isEqualTo("open");
            server.engine()
                    .heartbeat(new HeartbeatSettings(Duration.ofMillis(300), Optional.of(Duration.ofMillis(50))));
            assertThat(tcp.line()).isNull();
            assertThat(web.read().opcode()).isEqualTo(Frame.PING);
            await().until(() -> server.connections().count() == 0);
        }
        server.awaitIdle();
    }
}
