package dev.swell.runtime.worker;

import java.util.concurrent.atomic.LongAdder;

/** Counts who is in a worker, without a counter that all threads write. */
final class Lease {

    private final LongAdder entered = new LongAdder();
    private final LongAdder left = new LongAdder();

    void enter() {
        entered.increment();
    }

    void leave() {
        left.increment();
    }

    long active() {
        long out = left.sum(); // first: whoever comes and goes between the two sums then counts as active, never as gone
        return entered.sum() - out;
    }
}
