package dev.swell.runtime.socket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Messages that begin with their length, big-endian and unsigned. */
final class LengthFramer implements Framer {

    private static final int FIRST_CAPACITY = 1024;
    private static final byte[] EMPTY = {};

    private final int field;
    private final long maxMessage;
    private final Consumer<byte[]> listener;
    private int fieldRead;
    private long length;
    private byte[] message = EMPTY;
    private int read;
    private int ended;

    /**
     * Makes one.
     *
     * @param field how many bytes a length takes
     * @param maxMessage the largest message in bytes
     */
    LengthFramer(int field, long maxMessage, Consumer<byte[]> listener) {
        this.field = field;
        this.maxMessage = Math.min(maxMessage, Integer.MAX_VALUE - 16);
        this.listener = listener;
    }

    @Override
    public void read(ByteBuffer in) throws ProtocolFailure {
        if (!readLength(in)) {
            return;
        }
        int count = (int) Math.min(in.remaining(), length - read);
        reserve(count);
        in.get(message, read, count);
        read += count;
        if (read == length) {
            end();
        }
    }

    private boolean readLength(ByteBuffer in) throws ProtocolFailure {
        while (fieldRead < field) {
            if (!in.hasRemaining()) {
                return false;
            }
            length = length << Byte.SIZE | in.get() & 0xff;
            fieldRead++;
            if (fieldRead == field && length > maxMessage) {
                throw ProtocolFailure.tooBig("message of more than " + maxMessage + " bytes");
            }
        }
        return true;
    }

    /** Makes room for what has come, not for what was announced: memory is the client's to use, not to claim. */
    private void reserve(int more) {
        int needed = read + more;
        if (message.length < needed) {
            long doubled = Math.max(FIRST_CAPACITY, 2L * message.length);
            message = Arrays.copyOf(message, (int) Math.max(needed, Math.min(length, doubled)));
        }
    }

    private void end() {
        byte[] whole = message;
        message = EMPTY;
        read = 0;
        length = 0;
        fieldRead = 0;
        ended++;
        listener.accept(whole.length == 0 ? EMPTY : whole);
    }

    @Override
    public boolean isWithin() {
        return fieldRead > 0;
    }

    @Override
    public int ended() {
        return ended;
    }
}
