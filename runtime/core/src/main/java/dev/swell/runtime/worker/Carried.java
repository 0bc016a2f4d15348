package dev.swell.runtime.worker;

import java.util.concurrent.Executor;

/**
 * A piece of work on a virtual thread that an I/O thread carries, and that thread's scheduler: each slice, from one wait to
 * the next, goes to the loop.
 */
final class Carried implements Executor, Runnable {

    private final Loop loop;
    private final LoopHandover owner;
    private final SliceMeter meter;
    private final Runnable work;
    private final Thread thread;
    private volatile Runnable slice;
    private volatile boolean waiting;
    private volatile boolean over;

    /**
     * Makes one.
     *
     * @param meter is told how long each slice took, or null
     */
    Carried(Loop loop, LoopHandover owner, SliceMeter meter, Runnable work, ClassLoader loader) {
        this.loop = loop;
        this.owner = owner;
        this.meter = meter;
        this.work = work;
        this.thread = VirtualThreads.carriedBy(this, this);
        thread.setContextClassLoader(loader);
    }

    Thread thread() {
        return thread;
    }

    LoopHandover owner() {
        return owner;
    }

    boolean isOver() {
        return over;
    }

    /** Begins the work; the first slice goes to the loop. */
    void start() {
        thread.start();
    }

    /** Is given each slice, by whatever thread ends the wait. */
    @Override
    public void execute(Runnable next) {
        slice = next;
        loop.add(this);
    }

    /** Runs the next slice on this thread. */
    void runSlice() {
        long begun = System.nanoTime();
        slice.run();
        if (meter != null) {
            meter.took(System.nanoTime() - begun);
        }
        if (!over && !waiting) {
            waiting = true;
            owner.waits(this);
        }
    }

    /** The work, on the virtual thread. */
    @Override
    public void run() {
        try {
            work.run();
        } catch (Throwable e) { // an error here is ours, since engines catch what applications throw
            WorkerLogger.LOG.workFailed(loop.toString(), e);
        } finally {
            over = true;
            loop.ended();
            if (waiting) {
                owner.ended(this);
            }
        }
    }
}
