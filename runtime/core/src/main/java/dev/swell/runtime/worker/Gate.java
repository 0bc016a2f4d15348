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

    private final int maxRunning;
    private final int maxWaiting;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

    /** Makes one for at most so many at once and so many more that wait; both at least 0, the first at least 1. */
    public Gate(int maxRunning, int maxWaiting) {
        this.maxRunning = maxRunning;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Starts the work now, on this thread, or as soon as there is room, on the thread that makes it. Start must be short:
     * hand the work over in it. Who started calls {@link #leave} once when the work is over.
     *
     * @return false if too many wait already: it will not start
     */
    public boolean admit(Runnable start) {
        if (waiting.get() == 0 && enter()) {
            start.run();
            return true;
        }
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(start);
        startWaiting(); // room may have been made before the work was in the queue
        return true;
    }

    private boolean enter() {
        for (int now = running.get(); now < maxRunning; now = running.get()) {
            if (running.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Says that work is over, so that the next may start. */
    public void leave() {
        running.decrementAndGet();
        startWaiting();
    }

    /** Starts all that there is room for, on one thread at a time: work that ends at once would call this from within. */
    private void startWaiting() {
        if (queue.isEmpty() || calls.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            startAll();
            seen = calls.addAndGet(-seen);
        } while (seen > 0);
    }

    private void startAll() {
        while (!queue.isEmpty() && enter()) {
            waiting.decrementAndGet();
            start(queue.poll());
        }
    }

    private static void start(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException | Error e) { // of another request than the one that made room; the rest must start
            LOG.workFailed(Thread.currentThread().getName(), e);
        }
    }

    /** Returns how many run. */
    public int running() {
        return running.get();
    }

    /** Returns how many wait. */
    public int waiting() {
        return waiting.get();
    }
}
