package dev.swell.runtime.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sees to it that no I/O thread stands still with work that could run.
 *
 * <p>
 * A monitor that a virtual thread waits for is, once released, that thread's to take. If its carrier, the I/O thread, then
 * waits for the same monitor, neither moves, and with them no connection of that I/O thread. It is the same with anything
 * else that one carried thread holds and the I/O thread wants: a class initialiser, a bin of a map, a lock of a stream. So a
 * thread looks, every {@link #CALM}, for loops that have work ready and have not moved since the last look, and has that
 * work run on spare threads. Where that happened it will soon happen again, so it looks more often for a while. While no
 * loop has anything ready it sleeps.
 */
final class Rescuer {

    private static final Duration CALM = Duration.ofMillis(20);
    private static final Duration ALERT = Duration.ofMillis(1);
    private static final Duration ASLEEP = Duration.ofSeconds(5); // until it looks whether there are loops at all
    private static final int MAX_SPARES = 64;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final AtomicLong RESCUED = new AtomicLong();
    private static final ThreadPoolExecutor SPARES = spares();
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static boolean looking;
    private static volatile Thread sleeper;

    private final Map<Loop, Long> seen = new HashMap<>();

    private Rescuer() {}

    private static Thread thread(Runnable code, String name) {
        Thread thread = new Thread(null, code, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Rescuer.class.getClassLoader());
        return thread;
    }

    private static ThreadPoolExecutor spares() {
        AtomicLong count = new AtomicLong();
        ThreadPoolExecutor spares = new ThreadPoolExecutor(MAX_SPARES, MAX_SPARES, IDLE.toSeconds(), TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), work -> thread(work, "swell-spare-" + count.incrementAndGet()));
        spares.allowCoreThreadTimeOut(true);
        return spares;
    }

    /** Has it look from now on, as long as there are loops. */
    static void watch() {
        LOCK.lock();
        try {
            if (!looking) {
                looking = true;
                thread(new Rescuer()::look, "swell-rescuer").start();
            }
        } finally {
            LOCK.unlock();
        }
    }

    private static boolean isNeeded() {
        LOCK.lock();
        try {
            looking = !Loop.all().isEmpty();
            return looking;
        } finally {
            LOCK.unlock();
        }
    }

    /** Returns how many slices were run on spare threads. */
    static long rescued() {
        return RESCUED.get();
    }

    /** Has it look again; to be called whenever something has become ready. */
    static void wake() {
        Thread sleeping = sleeper;
        if (sleeping != null) {
            sleeper = null;
            LockSupport.unpark(sleeping);
        }
    }

    private void sleep() {
        seen.clear();
        sleeper = Thread.currentThread();
        if (Loop.all().stream().noneMatch(Loop::hasReady)) {
            LockSupport.parkNanos(ASLEEP.toNanos());
        }
        sleeper = null;
    }

    private void look() {
        long interval = CALM.toNanos();
        while (isNeeded()) {
            if (Loop.all().stream().noneMatch(Loop::hasReady)) {
                sleep();
            }
            LockSupport.parkNanos(interval);
            long before = rescued();
            try {
                for (Loop loop : Loop.all()) {
                    look(loop);
                }
                seen.keySet().retainAll(Loop.all());
            } catch (RuntimeException | Error e) { // out of memory, say: the next look may be better
                WorkerLogger.LOG.workFailed(Thread.currentThread().getName(), e);
            }
            interval = rescued() > before ? ALERT.toNanos() : Math.min(CALM.toNanos(), interval * 2);
        }
    }

    private void look(Loop loop) {
        long progress = loop.progress();
        Long before = seen.put(loop, progress);
        if (before != null && before == progress && loop.hasReady()) {
            run(loop);
        }
    }

    /** Has what is ready in that loop run on spare threads. */
    static void run(Loop loop) {
        run(loop, SPARES);
    }

    static void run(Loop loop, Executor spares) {
        for (Carried next = loop.takeReady(); next != null; next = loop.takeReady()) {
            RESCUED.incrementAndGet();
            try {
                spares.execute(next::runSlice);
            } catch (RuntimeException | Error e) { // no thread can be started, say; the next look tries again
                loop.giveBack(next);
                throw e;
            }
        }
    }
}
