package dev.swell.tck.benchmarks.reload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Hangs up amid a request, an answer or a message, and comes back for more. */
final class HangUpClient extends Client {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(150);
    private static final String HOST = "Host: localhost\r\n";
    private static final String[] BEGUN = {
            "GET /stream HTTP/1.1\r\n" + HOST + "\r\n",
            "POST /upload HTTP/1.1\r\n" + HOST + "Content-Length: 1000\r\n\r\nnot all of it",
            "GET /vers",
            "GET /version HTTP/1.1\r\n" + HOST + "\r\n",
            "GET /chat?name=hung HTTP/1.1\r\n" + HOST + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"};
    /** A message of which only the beginning is sent. */
    private static final byte[] FRAME = {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'h', 'e'};

    private int turn;

    HangUpClient(String name, Traffic traffic, int number) {
        super(name, traffic);
        this.turn = number;
    }

    @Override
    void start() {
        if (traffic().isEnding()) {
            return;
        }
        connect();
        send(BEGUN[turn % BEGUN.length].getBytes(StandardCharsets.ISO_8859_1));
        traffic().loop().at(System.nanoTime() + PAUSE, this::end);
    }

    /** By a FIN or by a RST, in turns. */
    private void end() {
        if (turn % BEGUN.length == BEGUN.length - 1) {
            send(FRAME);
        }
        hangUp(turn / BEGUN.length % 2 == 0);
        countDone();
        turn++;
        start();
    }

    @Override
    void received(ByteBuffer bytes) {
        bytes.position(bytes.limit());
    }

    @Override
    String awaited() {
        return null;
    }
}
