package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

/** The frames of RFC 6455 as a server writes them: whole messages, not masked. */
final class Frame {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int FIN = 0x80;
    /** Marks a message that is compressed. */
    static final int RSV1 = 0x40;

    /** The longest length that stands in the second byte itself, and the longest payload of a control frame. */
    static final int MAX_SHORT = 125;
    static final int LENGTH_16 = 126;
    static final int LENGTH_64 = 127;

    private static final int MAX_16 = 0xffff;

    private Frame() {}

    static ByteBuffer of(int firstByte, byte[] payload) {
        return of(firstByte, payload, payload.length);
    }

    static ByteBuffer of(int firstByte, byte[] payload, int length) {
        ByteBuffer frame = ByteBuffer.allocate(length + 10);
        frame.put((byte) (FIN | firstByte));
        if (length <= MAX_SHORT) {
            frame.put((byte) length);
        } else if (length <= MAX_16) {
            frame.put((byte) LENGTH_16).putShort((short) length);
        } else {
            frame.put((byte) LENGTH_64).putLong(length);
        }
        return frame.put(payload, 0, length).flip();
    }

    static ByteBuffer pong(byte[] payload) {
        return of(PONG, payload);
    }

    static ByteBuffer close(CloseReason reason) {
        if (reason.getCloseCode() == CloseCodes.NO_STATUS_CODE) {
            return of(CLOSE, new byte[0]);
        }
        byte[] text = reason.getReasonPhrase() == null ? new byte[0] : reason.getReasonPhrase().getBytes(UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(2 + text.length);
        payload.putShort((short) reason.getCloseCode().getCode()).put(text);
        return of(CLOSE, payload.array());
    }
}
