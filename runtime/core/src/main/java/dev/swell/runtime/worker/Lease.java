package dev.swell.runtime.worker;

/** Counts who is in a worker, without a counter that all threads write. */
final class Lease {

    private static final int ENTERED = 0;
    private static final int LEFT = 1;

    private final Stripes counts = new Stripes(2);

    void enter(int stripe) {
        counts.add(stripe, ENTERED, 1);
    }

    void leave(int stripe) {
        counts.add(stripe, LEFT, 1);
    }

    long active() {
        long out = counts.sum(LEFT); // first: whoever comes and goes between the two sums then counts as active, never as gone
        return counts.sum(ENTERED) - out;
    }
}
