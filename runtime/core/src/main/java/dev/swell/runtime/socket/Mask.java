package dev.swell.runtime.socket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Takes the mask off a client's payload, eight bytes at a time. */
final class Mask {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Mask() {}

    /**
     * Unmasks part of a payload.
     *
     * @param key the masking key
     * @param offset where in the frame's payload that part begins
     */
    static void remove(int key, long offset, byte[] bytes, int from, int length) {
        int turned = Integer.rotateLeft(key, (int) (offset & 3) * 8);
        long wide = (long) turned << 32 | turned & 0xffffffffL;
        int end = from + length;
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ wide);
        }
        for (int shift = 24; at < end; at++, shift = shift == 0 ? 24 : shift - 8) {
            bytes[at] ^= (byte) (turned >>> shift);
        }
    }
}
