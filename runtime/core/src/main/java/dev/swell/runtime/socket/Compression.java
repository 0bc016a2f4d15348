package dev.swell.runtime.socket;

import static java.util.zip.Deflater.DEFAULT_COMPRESSION;
import static java.util.zip.Deflater.SYNC_FLUSH;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import jakarta.websocket.CloseReason.CloseCodes;

/**
 * The extension permessage-deflate (RFC 7692), each message compressed by itself: then a connection needs no window of its
 * own, which would be 300 KB, and a broadcast is compressed once. Safe for any thread.
 */
final class Compression {

    /** Smaller messages are sent as they are. */
    static final int WORTH_IT = 256;

    private static final int CHUNK = 8 * 1024;
    /** What every flush ends with, and is left out on the wire. */
    private static final byte[] TAIL = {0, 0, -1, -1};

    private final Spares<Inflater> inflaters = new Spares<>(() -> new Inflater(true), Inflater::reset, Inflater::end);
    private final Spares<Deflater> deflaters = new Spares<>(() -> new Deflater(DEFAULT_COMPRESSION, true),
            Deflater::reset, Deflater::end);

    byte[] deflate(byte[] plain) {
        Deflater deflater = deflaters.take();
        deflater.setInput(plain);
        byte[] out = new byte[Math.max(64, plain.length / 2)];
        int length = 0;
        while (true) {
            length += deflater.deflate(out, length, out.length - length, SYNC_FLUSH);
            if (length < out.length) {
                break;
            }
            out = Arrays.copyOf(out, 2 * out.length);
        }
        deflaters.giveBack(deflater);
        return Arrays.copyOf(out, length - TAIL.length);
    }

    byte[] inflate(byte[] bytes, int length, long max) throws ProtocolFailure {
        Inflater inflater = inflaters.take();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, 2 * length));
            byte[] chunk = new byte[Math.min(CHUNK, Math.max(64, 4 * length))];
            inflate(inflater, bytes, length, out, chunk, max);
            inflate(inflater, TAIL, TAIL.length, out, chunk, max);
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new ProtocolFailure(CloseCodes.NOT_CONSISTENT, "message can't be inflated");
        } finally {
            inflaters.giveBack(inflater);
        }
    }

    private static void inflate(Inflater inflater, byte[] in, int length, ByteArrayOutputStream out, byte[] chunk,
            long max) throws DataFormatException, ProtocolFailure {
        inflater.setInput(in, 0, length);
        while (true) {
            int got = inflater.inflate(chunk);
            out.write(chunk, 0, got);
            if (out.size() > max) {
                throw ProtocolFailure.tooBig("message of more than " + max + " bytes when inflated");
            }
            if (inflater.finished()) { // a final block, which is allowed in the middle
                int rest = inflater.getRemaining();
                inflater.reset();
                inflater.setInput(in, length - rest, rest);
            } else if (got == 0) {
                return;
            }
        }
    }
}
