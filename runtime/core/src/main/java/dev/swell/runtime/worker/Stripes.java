package dev.swell.runtime.worker;

import java.util.concurrent.atomic.AtomicLongArray;

import org.xnio.XnioIoThread;

/**
 * Numbers that each I/O thread adds to in a place of its own, so that no two write the same cache line. Safe for any thread.
 */
public final class Stripes {

    /** How many places there are: a power of two. */
    static final int COUNT = Integer.highestOneBit(Math.min(64, Runtime.getRuntime().availableProcessors()) * 2 - 1);

    private static final int LINE = 16; // longs: two cache lines, since processors fetch them in pairs

    private final int width;
    private final AtomicLongArray cells;

    /** Makes one for so many numbers, which are counted from 0. */
    public Stripes(int numbers) {
        width = (numbers + LINE - 1) / LINE * LINE + LINE;
        cells = new AtomicLongArray(width * COUNT);
    }

    /** Returns the place of a connection's I/O thread; of none if that is null. */
    public static int of(XnioIoThread thread) {
        return thread == null ? 0 : thread.getNumber() & COUNT - 1;
    }

    /** Returns the place of this thread, for what belongs to no connection. */
    public static int here() {
        return (int) Thread.currentThread().getId() & COUNT - 1;
    }

    /**
     * Adds to a number.
     *
     * @param stripe where, see {@link #of}
     */
    public void add(int stripe, int number, long amount) {
        cells.getAndAdd(stripe * width + number, amount);
    }

    /** Returns a number; exact when nobody adds to it meanwhile. */
    public long sum(int number) {
        long sum = 0;
        for (int stripe = 0; stripe < COUNT; stripe++) {
            sum += cells.get(stripe * width + number);
        }
        return sum;
    }
}
