package dev.swell.runtime.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

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
    private static final Duration RETRY = Duration.ofSeconds(1); // until its thread is tried again, if it can't be started
    /** So long it is alert; a slice that takes 2 ms, and would be rescued for ever then, doesn't make it so again. */
    private static final Duration ALERT_TIME = Duration.ofSeconds(1);
    private static final AtomicLong RESCUED = new AtomicLong();
    private static final SpareThreads SPARES = spares();
    private static final Rescuer ONE = new Rescuer(Loop::all, code -> thread(code, "swell-rescuer"));

    private final Supplier<Collection<Loop>> loops;
    private final ThreadFactory threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Loop, Long> seen = new HashMap<>();
    private volatile boolean looking;
    private volatile long retryAt = System.nanoTime();
    private volatile Thread sleeper;
    private long interval = CALM.toNanos();
    private long alertUntil = System.nanoTime();
    private boolean failing;

    /** Makes one that looks at those loops, on a thread of that factory. */
    Rescuer(Supplier<Collection<Loop>> loops, ThreadFactory threads) {
        this.loops = loops;
        this.threads = threads;
    }

    private static Thread thread(Runnable code, String name) {
        Thread thread = new Thread(null, code, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Rescuer.class.getClassLoader());
        return thread;
    }

    private static SpareThreads spares() {
        AtomicLong count = new AtomicLong();
        return new SpareThreads(CALM, work -> thread(work, "swell-spare-" + count.incrementAndGet()));
    }

    /** Has it look from now on, as long as there are loops. */
    static void watch() {
        ONE.begin();
    }

    /** Has it look again; to be called whenever something has become ready. */
    static void wake() {
        ONE.goOn();
    }

    /** Returns how many slices were run on spare threads. */
    static long rescued() {
        return RESCUED.get();
    }

    /** Never throws: if the thread can't be started now, {@link #goOn} will. */
    void begin() {
        lock.lock();
        try {
            if (!looking && !loops.get().isEmpty()) {
                threads.newThread(this::look).start();
                looking = true; // only now: the thread waits for the lock to say that it isn't needed
            }
        } catch (RuntimeException | Error e) { // out of memory, say
            retryAt = System.nanoTime() + RETRY.toNanos();
            log(e);
        } finally {
            lock.unlock();
        }
    }

    void goOn() {
        Thread sleeping = sleeper;
        if (sleeping != null) {
            sleeper = null;
            LockSupport.unpark(sleeping);
        } else if (!looking && System.nanoTime() - retryAt >= 0) {
            begin();
        }
    }

    private static void log(Throwable thrown) {
        try {
            WorkerLogger.LOG.workFailed(Thread.currentThread().getName(), thrown);
        } catch (RuntimeException | Error e) { // out of memory, say: what isn't logged is the least of it
        }
    }

    /** Whatever is thrown, it goes on: without it a stuck I/O thread is stuck for ever. */
    private void look() {
        while (isNeeded()) {
            try {
                if (!hasWork()) {
                    sleep();
                }
            } catch (RuntimeException | Error e) { // then it doesn't sleep
                failed(e);
            }
            LockSupport.parkNanos(interval);
            try {
                lookOnce();
                failing = false;
            } catch (RuntimeException | Error e) { // the next look may be better
                failed(e);
            }
        }
    }

    private boolean isNeeded() {
        lock.lock();
        try {
            looking = !loops.get().isEmpty();
        } catch (RuntimeException | Error e) { // who can't tell goes on
            failed(e);
        } finally {
            lock.unlock();
        }
        return looking;
    }

    /** Logs the first of a series: it looks up to a thousand times a second. */
    private void failed(Throwable thrown) {
        if (!failing) {
            failing = true;
            log(thrown);
        }
    }

    private boolean hasWork() {
        return SPARES.hasWaiting() || loops.get().stream().anyMatch(Loop::hasReady);
    }

    private void sleep() {
        seen.clear();
        sleeper = Thread.currentThread();
        if (!hasWork()) {
            LockSupport.parkNanos(ASLEEP.toNanos());
        }
        sleeper = null;
    }

    private void lookOnce() {
        long before = rescued();
        try {
            SPARES.look();
            for (Loop loop : loops.get()) {
                look(loop);
            }
            seen.keySet().retainAll(loops.get());
        } finally {
            interval = nextInterval(rescued() > before);
        }
    }

    private long nextInterval(boolean hasRescued) {
        long now = System.nanoTime();
        if (hasRescued && interval >= CALM.toNanos()) {
            alertUntil = now + ALERT_TIME.toNanos();
        }
        return hasRescued && now - alertUntil < 0 ? ALERT.toNanos() : Math.min(CALM.toNanos(), interval * 2);
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
            try {
                spares.execute(next::runSlice);
                RESCUED.incrementAndGet();
            } catch (RuntimeException | Error e) { // no thread can be started, say; the next look tries again
                loop.giveBack(next);
                throw e;
            }
        }
    }
}
