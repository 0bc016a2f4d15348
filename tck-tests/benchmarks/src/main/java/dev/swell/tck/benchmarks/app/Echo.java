package dev.swell.tck.benchmarks.app;

import jakarta.websocket.OnMessage;

import dev.swell.socket.SocketHandler;

/** Sends each message back. */
@SocketHandler(path = "/ws")
public class Echo {

    @OnMessage
    String echo(String text) {
        return text;
    }
}
