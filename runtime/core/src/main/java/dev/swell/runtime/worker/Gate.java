package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a bounded number of pieces of work run at once and a bounded number wait, first come first served. It knows no
 * threads: whoever is admitted is told to start, on the thread that made room. Safe for any thread.
 */
public final class Gate {

    /** How admitted work starts. */
    @FunctionalInterface
    public interface Start {

        /**
         * Hands the work over; must be short, and ends it, with {@link Gate#leave}, if that can't be done.
         *
         * @param waited whether this is another thread, or another time, than when it was to be admitted: it must not run
         *        on this thread before this returns, since there may be thousands more to start
         */
        void start(boolean waited);
    }

    private final Permits permits;
    private final int maxWaiting;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Start> queue = new ConcurrentLinkedQueue<>();

    /** Makes one for at most so many at once and so many more that wait; both at least 0, the first at least 1. */
    public Gate(int maxRunning, int maxWaiting) {
        this.permits = new Permits(maxRunning);
        this.maxWaiting = maxWaiting;
    }

    /**
     * Starts the work now, on this thread, or as soon as there is room, on the thread that makes it. Who started calls
     * {@link #leave} once when the work is over.
     *
     * @param stripe of the connection's I/O thread
     * @return false if too many wait already: it will not start
     */
    public boolean admit(int stripe, Start start) {
        if (waiting.get() == 0 && permits.take(stripe)) {
            start.start(false);
            return true;
        }
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(start);
        startWaiting(stripe); // room may have been made before the work was in the queue
        return true;
    }

    /**
     * Says that work is over, so that the next may start.
     *
     * @param stripe of the connection's I/O thread
     */
    public void leave(int stripe) {
        permits.giveBack(stripe);
        startWaiting(stripe);
    }

    /** Starts all that there is room for, on one thread at a time: work that ends at once would call this from within. */
    private void startWaiting(int stripe) {
        if (queue.isEmpty() || calls.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            startAll(stripe);
            seen = calls.addAndGet(-seen);
        } while (seen > 0);
    }

    private void startAll(int stripe) {
        while (!queue.isEmpty() && permits.take(stripe)) {
            waiting.decrementAndGet();
            start(queue.poll());
        }
    }

    private static void start(Start next) {
        try {
            next.start(true);
        } catch (RuntimeException | Error e) { // of another request than the one that made room; the rest must start
            LOG.workFailed(Thread.currentThread().getName(), e);
        }
    }

    /** Returns how many run. */
    public int running() {
        return permits.out();
    }

    /** Returns how many wait. */
    public int waiting() {
        return waiting.get();
    }
}
