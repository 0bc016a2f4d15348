package dev.swell.runtime.async.journal;

/**
 * How much the journal may hold. Clearing away keeps the files below two and a quarter times what is live, and three
 * segments; so two fifths of all may be live.
 *
 * @param maxBytes bytes of the files together
 * @param maxLive bytes of the tasks that are kept
 * @param segmentBytes bytes after which a new file is begun
 */
record Limits(long maxBytes, long maxLive, long segmentBytes) {

    private static final int MAX_RECORD = 64 << 20;

    private static final int SEGMENTS = 32;
    private static final long LEAST_SEGMENT = 4 << 10;
    private static final long GREATEST_SEGMENT = 16 << 20;

    static Limits of(long maxBytes) {
        long segment = Math.min(GREATEST_SEGMENT, Math.max(LEAST_SEGMENT, maxBytes / SEGMENTS));
        return new Limits(maxBytes, maxBytes / 5 * 2, segment);
    }

    /** Returns how many bytes one task may take. */
    long maxRecord() {
        return Math.min(MAX_RECORD, maxLive);
    }
}
