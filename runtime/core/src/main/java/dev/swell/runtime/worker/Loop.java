package dev.swell.runtime.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.xnio.XnioIoThread;

/**
 * One I/O thread as the carrier of virtual threads.
 *
 * <p>
 * The first slice of a piece of work runs as soon as it is started, on the I/O thread that has read the request: no queue, no
 * wake-up, no other thread. Work that never waits is done then. Later slices come from whatever thread has ended the wait;
 * they queue here, and the I/O thread runs them when it has seen to its sockets. A slice may as well run on any other
 * platform thread, which is how the {@link Rescuer} helps an I/O thread that stands still.
 */
final class Loop {

    private static final Map<XnioIoThread, Loop> ALL = new ConcurrentHashMap<>();

    /** How long slices run before the sockets are looked at again. */
    private static final long TURN_NANOS = Duration.ofMillis(2).toNanos();

    private final XnioIoThread thread;
    private final Queue<Carried> ready = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicInteger alive = new AtomicInteger();
    private final Runnable turn = this::turn;
    private final Runnable afterRest = this::turnAfterRest;
    // Both are written by the I/O thread alone and for each request, so without the fence of a volatile field
    private final AtomicReference<Carried> current = new AtomicReference<>();
    private final AtomicLong progress = new AtomicLong();
    private boolean starting;
    private boolean resting;

    private Loop(XnioIoThread thread) {
        this.thread = thread;
    }

    /** Returns that of an I/O thread. */
    static Loop of(XnioIoThread thread) {
        Loop known = ALL.get(thread);
        return known != null ? known : made(thread);
    }

    private static Loop made(XnioIoThread thread) {
        Loop loop = ALL.computeIfAbsent(thread, Loop::new);
        Rescuer.watch();
        return loop;
    }

    /** Returns those of all I/O threads that live, or have left something. */
    static Collection<Loop> all() {
        ALL.values().removeIf(loop -> !loop.isAlive() && !loop.hasReady());
        return ALL.values();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Returns how many pieces of work it carries that are not over. */
    int alive() {
        return alive.get();
    }

    /** Returns what runs on the I/O thread at this moment, or null. */
    Carried current() {
        return current.get();
    }

    /** Starts work: here and now if this is the I/O thread, else in its next turn. */
    void start(Carried work) {
        alive.incrementAndGet();
        if (Thread.currentThread() != thread) {
            work.start(); // its first slice comes to add
            return;
        }
        starting = true;
        try {
            work.start();
        } catch (RuntimeException | Error e) { // no memory for a thread, say
            starting = false;
            ended();
            throw e;
        }
        if (starting) { // the thread could not be scheduled by this one, whatever the JDK's reason
            starting = false;
        } else {
            run(work);
        }
    }

    void ended() {
        alive.decrementAndGet();
    }

    void add(Carried next) {
        if (Thread.currentThread() == thread && starting) {
            starting = false;
        } else {
            ready.add(next);
            Rescuer.wake();
            call();
        }
    }

    private void call() {
        if (!called.get() && called.compareAndSet(false, true)) {
            try {
                thread.execute(turn);
            } catch (RejectedExecutionException e) { // the port is closed: what still runs is to end
                called.set(false); // no turn will come to do it
                Rescuer.run(this);
            }
        }
    }

    private void turn() {
        called.set(false);
        if (!resting) {
            runReady();
        }
    }

    private void turnAfterRest() {
        resting = false;
        runReady();
    }

    private void runReady() {
        long begun = System.nanoTime();
        for (Carried next = ready.poll(); next != null; next = ready.poll()) {
            run(next);
            if (System.nanoTime() - begun > TURN_NANOS) {
                break;
            }
        }
        if (!ready.isEmpty()) {
            rest();
        }
    }

    /**
     * Has the sockets looked at. XNIO looks at them when nothing is left of what the I/O thread has been given, what it gives
     * itself meanwhile included; so another thread has to give it the next turn.
     */
    private void rest() {
        resting = true;
        try {
            thread.getWorker().execute(() -> execute(afterRest));
        } catch (RejectedExecutionException e) { // the port is closed: what still runs is to end
            Rescuer.run(this);
        }
    }

    private void execute(Runnable next) {
        try {
            thread.execute(next);
        } catch (RejectedExecutionException e) {
            Rescuer.run(this);
        }
    }

    private void run(Carried next) {
        current.lazySet(next);
        moved();
        try {
            next.runSlice();
        } finally {
            current.lazySet(null);
            moved();
        }
    }

    private void moved() {
        progress.lazySet(progress.getPlain() + 1);
    }

    /** Returns a number that is another one whenever the I/O thread has begun or ended a slice. */
    long progress() {
        return progress.get();
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Takes what could run, for another thread to run it; null if there is nothing. */
    Carried takeReady() {
        return ready.poll();
    }

    /** Takes back what was taken, if the other thread can't run it. */
    void giveBack(Carried taken) {
        ready.add(taken);
    }

    @Override
    public String toString() {
        return thread.getName();
    }
}
