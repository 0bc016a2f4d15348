package dev.swell.runtime.worker;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A bounded number of permits, of which each I/O thread keeps a few at hand, so that no two write the same counter for each
 * request. One that has none left takes more from the common stock, and if that is empty from the others. Safe for any
 * thread.
 */
public final class Permits {

    private static final int LINE = 32; // ints: two cache lines
    private static final int MOST_AT_HAND = 32;

    private final int all;
    private final int batch;
    private final AtomicInteger stock;
    private final AtomicIntegerArray hands = new AtomicIntegerArray(Stripes.COUNT * LINE);

    /** Makes so many. */
    public Permits(int all) {
        this.all = all;
        this.batch = Math.max(1, Math.min(MOST_AT_HAND, all / (2 * Stripes.COUNT)));
        this.stock = new AtomicInteger(all);
    }

    /** Takes one, or returns false if there is none anywhere. */
    public boolean take(int stripe) {
        return takeFrom(stripe) || refill(stripe) || steal();
    }

    private boolean takeFrom(int stripe) {
        int hand = stripe * LINE;
        for (int now = hands.get(hand); now > 0; now = hands.get(hand)) {
            if (hands.compareAndSet(hand, now, now - 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean refill(int stripe) {
        for (int now = stock.get(); now > 0; now = stock.get()) {
            int taken = Math.min(batch, now);
            if (stock.compareAndSet(now, now - taken)) {
                hands.addAndGet(stripe * LINE, taken - 1);
                return true;
            }
        }
        return false;
    }

    private boolean steal() {
        for (int stripe = 0; stripe < Stripes.COUNT; stripe++) {
            if (takeFrom(stripe)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether there is one left anywhere. */
    public boolean isAny() {
        return out() < all;
    }

    /** Gives one back that was taken. */
    public void giveBack(int stripe) {
        hands.incrementAndGet(stripe * LINE);
    }

    /** Returns how many are out; exact when nobody takes or gives back meanwhile. */
    public int out() {
        int left = stock.get();
        for (int stripe = 0; stripe < Stripes.COUNT; stripe++) {
            left += hands.get(stripe * LINE);
        }
        return Math.max(0, all - left);
    }
}
