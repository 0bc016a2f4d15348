package dev.swell.runtime.timer;

import static dev.swell.runtime.timer.TimerLogger.LOG;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import dev.swell.runtime.timer.Deadlines.Entry;

/**
 * Runs short callbacks when their time has come, on one thread of its own. Times are those of {@link System#nanoTime}: to
 * set the wall clock neither brings a deadline nearer nor puts it off. The thread sleeps until the next deadline. Of
 * callbacks with the same deadline the one that was scheduled first runs first. Safe for any thread.
 */
public final class Timer implements AutoCloseable {

    /** A callback that waits. */
    @FunctionalInterface
    public interface Handle {

        /**
         * Has the callback not run.
         *
         * @return false if it runs already, has run or was cancelled
         */
        boolean cancel();
    }

    private static final long LONGEST = Long.MAX_VALUE / 2; // 146 years: so deadlines can be told apart by their difference

    private final ReentrantLock lock = new ReentrantLock();
    private final Deadlines deadlines = new Deadlines();
    private final Thread thread = new Thread(null, this::run, "swell-timer", 0, false);
    private volatile boolean closed;

    private Timer() {
        thread.setDaemon(true);
        thread.setContextClassLoader(Timer.class.getClassLoader());
    }

    /** Starts one. */
    public static Timer start() {
        Timer timer = new Timer();
        timer.thread.start();
        return timer;
    }

    /**
     * Has the callback run after that time. See {@link #scheduleAt}.
     *
     * @param delayNanos nanoseconds; as soon as possible if it is 0 or less
     */
    public Handle schedule(long delayNanos, Runnable callback) {
        return scheduleAt(System.nanoTime() + Math.max(0, Math.min(delayNanos, LONGEST)), callback);
    }

    /**
     * Has the callback run at that time, never before it. It keeps all others waiting: it must not block, nor run
     * application code. If it throws, that is logged. After {@link #close} nothing runs any more.
     *
     * @param deadline as of {@link System#nanoTime}, at most 146 years from now
     */
    public Handle scheduleAt(long deadline, Runnable callback) {
        Entry entry = new Entry(deadline, callback);
        lock.lock();
        try {
            if (!closed) {
                deadlines.add(entry);
                if (deadlines.first() == entry) {
                    LockSupport.unpark(thread);
                }
            }
        } finally {
            lock.unlock();
        }
        return () -> cancel(entry);
    }

    private boolean cancel(Entry entry) {
        lock.lock();
        try {
            return deadlines.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many callbacks wait. */
    public int waiting() {
        lock.lock();
        try {
            return deadlines.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closed) {
            try {
                runNext();
            } catch (Throwable e) { // out of memory while logging, say
                Thread.yield();
            }
        }
    }

    private void runNext() {
        Entry next;
        long wait = 0;
        lock.lock();
        try {
            next = deadlines.first();
            if (next != null) {
                wait = next.deadline - System.nanoTime();
                if (wait <= 0) {
                    deadlines.remove(next);
                }
            }
        } finally {
            lock.unlock();
        }
        if (next == null) {
            LockSupport.park(this);
        } else if (wait > 0) {
            LockSupport.parkNanos(this, wait);
        } else {
            run(next.callback);
        }
        Thread.interrupted(); // else it would not sleep any more
    }

    private static void run(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) { // the others must go on, whatever it is
            LOG.callbackFailed(callback, e);
        }
    }

    /** Forgets what waits and ends the thread, without waiting for a callback that runs. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            deadlines.clear();
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(thread);
    }
}
