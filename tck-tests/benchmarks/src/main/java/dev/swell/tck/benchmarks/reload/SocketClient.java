package dev.swell.tck.benchmarks.reload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.swell.tck.benchmarks.reload.Latencies.Phase;

/**
 * Sends numbered messages at fixed times on a WebSocket, whether those before are answered or not, and sees to it that each
 * is answered once, in order, with all that the connection's attributes had before.
 */
final class SocketClient extends Client {

    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int IN_FLIGHT = 256; // more are never waited for

    private final String name;
    private final long pause;
    private final long[] dues = new long[IN_FLIGHT];
    private final Phase[] begun = new Phase[IN_FLIGHT];
    private long due;
    private boolean open;
    private int sent;
    private int answered;

    /**
     * Makes one.
     *
     * @param first when its first message is due
     * @param pause from one message to the next
     */
    SocketClient(String name, Traffic traffic, long first, Duration pause) {
        super(name, traffic);
        this.name = name.replace(' ', '-');
        this.due = first;
        this.pause = pause.toNanos();
    }

    @Override
    void start() {
        connect();
        send(("GET /chat?name=" + name + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    String awaited() {
        return !open ? "the upgrade" : answered < sent ? "the answer to message " + (answered + 1) : null;
    }

    private void next() {
        traffic().loop().at(due, () -> {
            if (!traffic().isEnding()) {
                sendMessage();
            }
        });
    }

    private void sendMessage() {
        if (sent - answered == IN_FLIGHT) {
            fail(IN_FLIGHT + " messages have no answer");
            return;
        }
        dues[sent % IN_FLIGHT] = due;
        begun[sent % IN_FLIGHT] = traffic().phase();
        sent++;
        byte[] text = String.valueOf(sent).getBytes(StandardCharsets.UTF_8);
        // a mask of zeros leaves the text as it is
        send(ByteBuffer.allocate(6 + text.length).put((byte) TEXT).put((byte) (MASKED | text.length)).putInt(0)
                .put(text).array());
        due += pause;
        next();
    }

    @Override
    void received(ByteBuffer bytes) {
        if (!open) {
            upgraded(Answer.take(bytes));
        }
        while (open && bytes.remaining() >= 2 && bytes.remaining() >= 2 + bytes.get(bytes.position() + 1)) {
            int opcode = bytes.get() & 0xff;
            byte[] content = new byte[bytes.get()];
            bytes.get(content);
            String text = new String(content, StandardCharsets.UTF_8);
            if (opcode != TEXT) {
                fail("a frame of kind 0x" + Integer.toHexString(opcode) + ": " + text);
                return;
            }
            answered(text);
        }
    }

    private void upgraded(Answer answer) {
        if (answer != null && answer.status() != 101) {
            fail("the upgrade was answered with " + answer.status());
        } else if (answer != null) {
            open = true;
            next();
        }
    }

    private void answered(String text) {
        traffic().messages().add(begun[answered % IN_FLIGHT], traffic().phase(),
                System.nanoTime() - dues[answered % IN_FLIGHT]);
        answered++;
        countDone();
        expect(name + " opened once, message " + answered + " is " + answered, withoutVersion(text));
    }
}
