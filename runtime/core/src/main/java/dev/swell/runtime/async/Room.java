package dev.swell.runtime.async;

import java.util.concurrent.atomic.AtomicInteger;

import dev.swell.runtime.worker.Permits;

/** The room for what waits. What is in already gets room again for its next try, though there is none. */
final class Room {

    private final Permits permits;
    private final AtomicInteger beyond = new AtomicInteger();

    Room(int all) {
        permits = new Permits(all);
    }

    boolean take(int stripe) {
        return permits.take(stripe);
    }

    void insist(int stripe) {
        if (!permits.take(stripe)) {
            beyond.incrementAndGet();
        }
    }

    void giveBack(int stripe) {
        if (beyond.get() == 0 || beyond.getAndUpdate(more -> Math.max(0, more - 1)) == 0) {
            permits.giveBack(stripe);
        }
    }

    int taken() {
        return permits.out() + beyond.get();
    }
}
