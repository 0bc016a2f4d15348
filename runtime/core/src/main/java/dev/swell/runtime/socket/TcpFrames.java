package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import dev.swell.extension.model.Framing;

/** Messages of TCP, in and out, as a handler has them framed. */
final class TcpFrames {

    private TcpFrames() {}

    static Framer reader(Framing framing, long maxMessage, Consumer<byte[]> listener) {
        if (framing.isDelimited()) {
            return new DelimiterFramer(framing.delimiter().getBytes(UTF_8), maxMessage, listener);
        }
        return framing.lengthField() > 0 ? new LengthFramer(framing.lengthField(), maxMessage, listener)
                : new RawFramer(listener);
    }

    /**
     * Returns a message as it is sent.
     *
     * @throws IllegalArgumentException if the length can't be said in so few bytes
     */
    static ByteBuffer of(Framing framing, byte[] payload) {
        if (framing.isDelimited()) {
            byte[] delimiter = framing.delimiter().getBytes(UTF_8);
            return ByteBuffer.allocate(payload.length + delimiter.length).put(payload).put(delimiter).flip();
        }
        int field = framing.lengthField();
        if (field == 0) {
            return ByteBuffer.wrap(payload);
        }
        if (field < Integer.BYTES && payload.length >>> field * Byte.SIZE != 0) {
            throw new IllegalArgumentException("a message of " + payload.length + " bytes can't be sent: lengthField = "
                    + field + " allows " + ((1 << field * Byte.SIZE) - 1));
        }
        ByteBuffer frame = ByteBuffer.allocate(field + payload.length);
        for (int shift = (field - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            frame.put((byte) (payload.length >>> shift));
        }
        return frame.put(payload).flip();
    }
}
