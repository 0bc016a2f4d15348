package dev.swell.junit5;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnMessage;

import dev.swell.socket.Connection;
import dev.swell.socket.Handshake;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.SocketHandler;

/** A socket for the tests of the client. */
@SocketHandler(path = "/echo", subprotocols = "echo.v1")
class Echo {

    @OnHandshake
    boolean admit(Handshake handshake) {
        return !handshake.header("X-Stranger").equals(java.util.Optional.of("yes"));
    }

    @OnMessage
    String echo(Connection connection, String text) {
        if (text.equals("bye")) {
            connection.close(new CloseReason(CloseCodes.GOING_AWAY, "as you wish"));
            return null;
        }
        return text;
    }

    @OnMessage
    byte[] echo(byte[] data) {
        return data;
    }
}
