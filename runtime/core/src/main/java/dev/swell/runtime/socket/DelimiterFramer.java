package dev.swell.runtime.socket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Messages that end with a delimiter, which may come in pieces. */
final class DelimiterFramer implements Framer {

    private static final int FIRST_CAPACITY = 256;
    private static final byte[] EMPTY = {};

    private final byte[] delimiter;
    private final byte last;
    private final long maxHeld;
    private final long maxMessage;
    private final Consumer<byte[]> listener;
    private byte[] held = EMPTY;
    private int length;
    private int ended;

    /**
     * Makes one.
     *
     * @param maxMessage the largest message in bytes, without the delimiter
     */
    DelimiterFramer(byte[] delimiter, long maxMessage, Consumer<byte[]> listener) {
        this.delimiter = delimiter;
        this.last = delimiter[delimiter.length - 1];
        this.maxMessage = maxMessage;
        this.maxHeld = Math.min(maxMessage + delimiter.length, Integer.MAX_VALUE - 16);
        this.listener = listener;
    }

    @Override
    public void read(ByteBuffer in) throws ProtocolFailure {
        while (in.hasRemaining()) {
            int at = find(in);
            hold(in, (at < 0 ? in.limit() : at + 1) - in.position());
            if (at >= 0 && endsWithDelimiter()) {
                end(in.hasRemaining());
                return;
            }
        }
    }

    private int find(ByteBuffer in) {
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) == last) {
                return i;
            }
        }
        return -1;
    }

    private void hold(ByteBuffer in, int count) throws ProtocolFailure {
        if (count > maxHeld - length) {
            throw ProtocolFailure.tooBig("message of more than " + maxMessage + " bytes");
        }
        if (held.length < length + count) {
            long doubled = Math.min(Math.max(FIRST_CAPACITY, 2L * held.length), maxHeld);
            held = Arrays.copyOf(held, (int) Math.max(length + count, doubled));
        }
        in.get(held, length, count);
        length += count;
    }

    private boolean endsWithDelimiter() {
        return length >= delimiter.length
                && Arrays.equals(held, length - delimiter.length, length, delimiter, 0, delimiter.length);
    }

    private void end(boolean more) {
        byte[] message = Arrays.copyOf(held, length - delimiter.length);
        length = 0;
        if (!more || held.length > 8 * FIRST_CAPACITY) { // an idle connection holds nothing
            held = EMPTY;
        }
        ended++;
        listener.accept(message);
    }

    @Override
    public boolean isWithin() {
        return length > 0;
    }

    @Override
    public int ended() {
        return ended;
    }
}
