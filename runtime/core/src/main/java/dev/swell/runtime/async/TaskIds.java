package dev.swell.runtime.async;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Ids such as {@code mhx3k2f9-1z}: when the process started, and a number. Safe for any thread. */
final class TaskIds {

    private static final char SEPARATOR = '-';
    private static final int RADIX = Character.MAX_RADIX;

    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MOST_DIGITS = 13;

    private final byte[] prefix = (Long.toString(System.currentTimeMillis(), RADIX) + SEPARATOR)
            .getBytes(StandardCharsets.ISO_8859_1);
    private final AtomicLong count = new AtomicLong();

    long next() {
        return count.incrementAndGet();
    }

    String id(long number) {
        byte[] text = Arrays.copyOf(prefix, prefix.length + MOST_DIGITS);
        int digits = 1;
        for (long rest = number / RADIX; rest > 0; rest /= RADIX) {
            digits++;
        }
        long rest = number;
        for (int place = prefix.length + digits - 1; place >= prefix.length; place--) {
            text[place] = DIGITS[(int) (rest % RADIX)];
            rest /= RADIX;
        }
        return new String(text, 0, prefix.length + digits, StandardCharsets.ISO_8859_1);
    }

    /** Returns the number in an id, or -1 if there is none; perhaps it is that of another process. */
    static long number(String id) {
        try {
            return Math.max(-1, Long.parseLong(id.substring(id.indexOf(SEPARATOR) + 1), RADIX));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
