package dev.swell.runtime.socket;

import java.nio.ByteBuffer;
import java.util.Arrays;

import jakarta.websocket.CloseReason;

/**
 * Makes messages of a client's bytes, however they are cut, and refuses what RFC 6455 forbids as early as it can be seen.
 * Used by one thread at a time.
 */
final class FrameReader implements Framer {

    /** What is told of what came in. */
    interface Listener {
        /** Takes a whole message, a {@code String} or {@code byte[]}. */
        void received(Object message, int bytes);

        void pinged(byte[] payload);

        /** Takes the peer's close frame; nothing that follows it counts. */
        void peerCloses(CloseReason reason);
    }

    /** More than the largest messages need when they are cut into small pieces; empty pieces would never end otherwise. */
    private static final int MAX_FRAGMENTS = 1 << 17;
    private static final int FIRST_CAPACITY = 8 * 1024;
    private static final int MAX_HEADER = 14;
    private static final byte[] EMPTY = {};

    private final long maxMessage;
    private final Compression compression;
    private final Listener listener;

    private final byte[] header = new byte[MAX_HEADER];
    private int headerLength;
    private int opcode;
    private boolean last;
    private int key;
    private long frameLength;
    private long frameRead;
    private boolean inPayload;

    private byte[] control = EMPTY;
    private byte[] message = EMPTY;
    private int messageLength;
    private int messageOpcode;
    private boolean compressed;
    private int fragments;
    private int ended;

    /**
     * Makes one.
     *
     * @param maxMessage the largest message in bytes, compressed or not
     * @param compression what was agreed upon, or null
     */
    FrameReader(long maxMessage, Compression compression, Listener listener) {
        this.maxMessage = Math.min(maxMessage, Integer.MAX_VALUE - MAX_HEADER);
        this.compression = compression;
        this.listener = listener;
    }

    /** Tells whether part of a message, or of a control frame, has come but not all. */
    @Override
    public boolean isWithin() {
        return headerLength > 0 || messageOpcode != 0;
    }

    /** Returns how many messages, and control frames between them, have come whole: it may overflow. */
    @Override
    public int ended() {
        return ended;
    }

    /** Reads to the end of a frame, or of the bytes. */
    @Override
    public void read(ByteBuffer in) throws ProtocolFailure {
        if (inPayload || readHeader(in)) {
            readPayload(in);
        }
    }

    private boolean readHeader(ByteBuffer in) throws ProtocolFailure {
        int needed = headerLength < 2 ? 2 : headerSize();
        while (headerLength < needed) {
            if (!in.hasRemaining()) {
                return false;
            }
            header[headerLength++] = in.get();
            if (headerLength == 2) {
                checkStart();
                needed = headerSize();
            }
        }
        beginPayload(ByteBuffer.wrap(header));
        return true;
    }

    private int headerSize() {
        int length = header[1] & 0x7f;
        return 2 + (length == Frame.LENGTH_16 ? 2 : length == Frame.LENGTH_64 ? 8 : 0) + 4;
    }

    private void checkStart() throws ProtocolFailure {
        opcode = header[0] & 0xf;
        last = (header[0] & Frame.FIN) != 0;
        int allowed = compression != null && (opcode == Frame.TEXT || opcode == Frame.BINARY) ? Frame.RSV1 : 0;
        if ((header[0] & 0x70 & ~allowed) != 0) {
            throw ProtocolFailure.protocol("reserved bits");
        }
        if (opcode > Frame.PONG || opcode > Frame.BINARY && opcode < Frame.CLOSE) {
            throw ProtocolFailure.protocol("opcode " + opcode);
        }
        if (header[1] >= 0) {
            throw ProtocolFailure.protocol("frame without mask");
        }
        if (opcode >= Frame.CLOSE) {
            if (!last || (header[1] & 0x7f) > Frame.MAX_SHORT) {
                throw ProtocolFailure.protocol("control frame that is fragmented or longer than 125 bytes");
            }
        } else if (opcode == Frame.CONTINUATION != (messageOpcode != 0)) {
            throw ProtocolFailure.protocol(messageOpcode == 0 ? "continuation of no message"
                    : "message within a message");
        }
    }

    private void beginPayload(ByteBuffer head) throws ProtocolFailure {
        int length = header[1] & 0x7f;
        head.position(2);
        frameLength = length == Frame.LENGTH_16 ? head.getShort() & 0xffff
                : length == Frame.LENGTH_64 ? head.getLong() : length;
        if (frameLength < 0 || length == Frame.LENGTH_16 && frameLength < Frame.LENGTH_16
                || length == Frame.LENGTH_64 && frameLength <= 0xffff) {
            throw ProtocolFailure.protocol("length that is negative or not written the shortest way");
        }
        key = head.getInt();
        frameRead = 0;
        inPayload = true;
        if (opcode >= Frame.CLOSE) {
            control = frameLength == 0 ? EMPTY : new byte[(int) frameLength];
        } else {
            beginFragment();
        }
    }

    private void beginFragment() throws ProtocolFailure {
        if (opcode != Frame.CONTINUATION) {
            messageOpcode = opcode;
            compressed = (header[0] & Frame.RSV1) != 0;
        }
        if (frameLength > maxMessage - messageLength) {
            throw ProtocolFailure.tooBig("message of more than " + maxMessage + " bytes");
        }
        if (++fragments > MAX_FRAGMENTS) {
            throw ProtocolFailure.tooBig("message of more than " + MAX_FRAGMENTS + " fragments");
        }
    }

    private void readPayload(ByteBuffer in) throws ProtocolFailure {
        int length = (int) Math.min(in.remaining(), frameLength - frameRead);
        byte[] target = control;
        int at = (int) frameRead;
        if (opcode < Frame.CLOSE) {
            reserve(length);
            target = message;
            at = messageLength;
            messageLength += length;
        }
        in.get(target, at, length);
        Mask.remove(key, frameRead, target, at, length);
        frameRead += length;
        if (frameRead == frameLength) {
            endFrame();
        }
    }

    /** Makes room for what has come, not for what was announced: memory is the client's to use, not to claim. */
    private void reserve(int more) {
        int needed = messageLength + more;
        if (message.length < needed) {
            long announced = messageLength + frameLength - frameRead;
            long doubled = Math.max(FIRST_CAPACITY, 2L * message.length);
            message = Arrays.copyOf(message, (int) Math.max(needed, Math.min(announced, doubled)));
        }
    }

    private void endFrame() throws ProtocolFailure {
        inPayload = false;
        headerLength = 0;
        if (opcode >= Frame.CLOSE) {
            endControl(control);
        } else if (last) {
            endMessage();
        }
        if (messageOpcode == 0) {
            ended++;
        }
    }

    private void endControl(byte[] payload) throws ProtocolFailure {
        control = EMPTY;
        if (opcode == Frame.PING) {
            listener.pinged(payload);
        } else if (opcode == Frame.CLOSE) {
            listener.peerCloses(CloseReasons.read(payload));
        }
    }

    private void endMessage() throws ProtocolFailure {
        byte[] bytes = message;
        int length = messageLength;
        boolean text = messageOpcode == Frame.TEXT;
        message = EMPTY;
        messageLength = 0;
        messageOpcode = 0;
        fragments = 0;
        if (compressed) {
            bytes = compression.inflate(bytes, length, maxMessage);
            length = bytes.length;
        }
        if (text) {
            listener.received(Utf8.decode(bytes, 0, length), length);
        } else {
            listener.received(bytes.length == length ? bytes : Arrays.copyOf(bytes, length), length);
        }
    }
}
