package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

import dev.swell.extension.model.Framing;

/** A message to be sent, to one or many: encoded once, compressed at most once. Used by one thread. */
final class Outgoing {

    private final int opcode;
    private final byte[] payload;
    private ByteBuffer plain;
    private Framing framing;
    private ByteBuffer framed;
    private ByteBuffer compressed;

    Outgoing(String text) {
        this.opcode = Frame.TEXT;
        this.payload = text.getBytes(UTF_8);
    }

    Outgoing(byte[] data) {
        this.opcode = Frame.BINARY;
        this.payload = data;
    }

    byte[] payload() {
        return payload;
    }

    /**
     * Returns the frame for a connection.
     *
     * @param compression what was agreed upon, or null
     */
    ByteBuffer frame(Compression compression) {
        if (compression != null && payload.length >= Compression.WORTH_IT) {
            if (compressed == null) {
                compressed = compress(compression);
            }
            return compressed.duplicate();
        }
        return plain().duplicate();
    }

    /** Returns the message as TCP has it; made anew only where the framing is another than before. */
    ByteBuffer frame(Framing wanted) {
        if (!wanted.equals(framing)) {
            framed = TcpFrames.of(wanted, payload);
            framing = wanted;
        }
        return framed.duplicate();
    }

    private ByteBuffer plain() {
        if (plain == null) {
            plain = Frame.of(opcode, payload);
        }
        return plain;
    }

    private ByteBuffer compress(Compression compression) {
        byte[] deflated = compression.deflate(payload);
        return deflated.length < payload.length ? Frame.of(opcode | Frame.RSV1, deflated) : plain();
    }
}
