package dev.swell.runtime.worker;

import java.util.concurrent.Executor;

/**
 * A piece of work on a virtual thread that an I/O thread carries, and that thread's scheduler: each slice, from one wait to
 * the next, goes to the loop.
 */
final class Carried implements Executor, Runnable {

    /*
     * The JDK has virtual threads inherit the scheduler of the one that starts them: those of the application, those that
     * the work hands over, and the JDK's own that wait for sockets, which it starts when a virtual thread first does. None
     * of them is this work, and some stay for good. So their slices go to the common scheduler, and all that belongs to the
     * worker is let go of at the end.
     */

    private static final Runnable NOTHING = () -> {};

    private final Loop loop;
    private final SliceMeter meter;
    private Runnable work;
    private volatile LoopHandover owner;
    private volatile Thread thread;
    private volatile Runnable slice;
    private volatile boolean waiting;
    private volatile boolean over;
    private boolean later;

    /**
     * Makes one.
     *
     * @param meter is told how long each slice took, or null
     * @param later whether the first slice queues, instead of running where it is started
     */
    Carried(Loop loop, LoopHandover owner, SliceMeter meter, Runnable work, ClassLoader loader, boolean later) {
        this.loop = loop;
        this.owner = owner;
        this.meter = meter;
        this.work = work;
        this.later = later;
        Thread made = VirtualThreads.carriedBy(this, this);
        made.setContextClassLoader(loader);
        this.thread = made;
    }

    /** Returns its thread, or null if that has ended. */
    Thread thread() {
        return thread;
    }

    /** Returns what it was handed over to, or null if its thread has ended. */
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

    /** Is given each slice, by whatever thread ends the wait; the first is one of its own thread. */
    @Override
    public void execute(Runnable next) {
        if (slice == null) {
            slice = next;
        }
        if (next == slice) {
            loop.add(this);
        } else {
            VirtualThreads.common().execute(next);
        }
    }

    /** Runs the next slice on this thread. */
    void runSlice() {
        if (later) {
            later = false;
            loop.add(this);
            return;
        }
        LoopHandover handover = owner; // it may end on another thread as soon as this slice is over
        Thread own = thread;
        long begun = System.nanoTime();
        slice.run();
        if (meter != null) {
            took(System.nanoTime() - begun);
        }
        if (over) {
            forget(own);
        } else if (!waiting) {
            waiting = true;
            handover.waits(this);
        }
    }

    private void took(long nanos) {
        try {
            meter.took(nanos);
        } catch (RuntimeException | Error e) { // no memory for a line of the log, say: the work has run all the same
        }
    }

    private void forget(Thread own) {
        if (own != null && !own.isAlive()) { // else it waits once more, though its work is done
            slice = NOTHING;
            owner = null;
            thread = null;
            work = null;
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
