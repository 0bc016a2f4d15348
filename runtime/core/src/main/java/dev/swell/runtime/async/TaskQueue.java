package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncLogger.LOG;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import dev.swell.extension.SwellExtension;
import dev.swell.runtime.worker.Stripes;
import dev.swell.runtime.worker.Worker;

/**
 * What waits for a thread in one worker. Threads are started as long as there are permits, one at a time: each that finds a
 * task starts the next if there are more, and takes one task after the other until none is left. So whoever delivers seldom
 * has to wake one, which takes longer than a short task. When another worker takes over, what waits goes to it as JSON; what
 * can't stays, and is done before the worker ends. Safe for any thread.
 */
final class TaskQueue {

    private static final AtomicIntegerFieldUpdater<TaskQueue> STARTING = AtomicIntegerFieldUpdater
            .newUpdater(TaskQueue.class, "starting");
    private static final long TURN_NANOS = Duration.ofMillis(1).toNanos();

    private final AsyncEngine engine;
    private final SwellExtension extension;
    private final Payloads payloads;
    private final Set<Task> later = ConcurrentHashMap.newKeySet(); // what waits for its next try, as an object
    private final Queue<Task> ready = new ConcurrentLinkedQueue<>();
    private final Queue<Task> staying = new ConcurrentLinkedQueue<>(); // each with a lease on the worker
    private volatile int starting; // 1 while a thread is to come that will look for work
    private volatile TaskTable table;
    private volatile Worker worker;
    private volatile boolean begun;
    private volatile boolean served;
    private volatile boolean left;

    TaskQueue(AsyncEngine engine, SwellExtension extension, Payloads payloads) {
        this.engine = engine;
        this.extension = extension;
        this.payloads = payloads;
    }

    void attach(Worker started) {
        worker = started;
    }

    Worker worker() {
        return worker;
    }

    Payloads payloads() {
        return payloads;
    }

    /** Returns who takes what; not before the container has read its beans. */
    TaskTable table() {
        TaskTable known = table;
        if (known == null) {
            known = new TaskTable(extension.model(), engine.metrics()); // if two threads make one each, that does no harm
            table = known;
        }
        return known;
    }

    /** Keeps in mind a task that waits for its next try in this worker, unless it is another's by the time. */
    void later(Task task) {
        later.add(task);
        if (left) {
            callLater();
        }
    }

    void notLater(Task task) {
        if (!later.isEmpty()) {
            later.remove(task);
        }
    }

    /** What only this worker has can't wait until it has ended. */
    private void callLater() {
        later.forEach(task -> engine.due(task, this)); // and its alarm will find it gone
    }

    /** Begins to run what waits. */
    void begin() {
        served = true;
        begun = true;
        wake();
    }

    /** Has a task done; one without JSON must be of this worker. */
    void add(Task task) {
        ready.add(task);
        if (left) {
            carryAll();
        } else {
            startOne();
        }
    }

    /** Has a thread start if there is something to do. */
    void wake() {
        if (hasWork()) {
            startOne();
        }
    }

    /**
     * Has a thread start, if there is a permit for it and none is to come that will see what there is to do. Who gives a
     * permit back looks for work afterwards.
     */
    private void startOne() {
        while (begun && starting == 0 && engine.permits().isAny() && STARTING.compareAndSet(this, 0, 1)) {
            boolean comes = false;
            try {
                Start start = new Start(Stripes.here());
                if (engine.permits().take(start.stripe)) {
                    comes = start(start);
                    return;
                }
            } finally { // also if the caller's stack is full, so no call; nothing would start here any more
                if (!comes) {
                    starting = 0;
                }
            } // and look again: a permit may have come back before others could see that nobody starts
        }
    }

    boolean hasWork() {
        return !left && !ready.isEmpty() || !staying.isEmpty();
    }

    /** A thread that is to come, with a permit and a lease. True once it has begun, or is known not to. */
    private final class Start extends AtomicBoolean implements Runnable {

        private static final long serialVersionUID = 1L;

        private final int stripe;

        Start(int stripe) {
            this.stripe = stripe;
        }

        @Override
        public void run() {
            if (compareAndSet(false, true)) {
                TaskQueue.this.run(stripe);
            }
        }
    }

    /** Has a thread start, and tells whether it comes. */
    private boolean start(Start start) {
        worker.enter(start.stripe); // or it could be closed before that thread has begun, which would never give its permit back
        try {
            worker.threads().background().hand(null, start);
            return true;
        } catch (RuntimeException | Error e) { // no thread can be had now, the worker is closed, the caller's stack is full
            if (!start.compareAndSet(false, true)) { // it has begun for all that
                return true;
            }
            engine.permits().giveBack(start.stripe);
            worker.release(start.stripe);
            engine.wakeLater();
            return false;
        }
    }

    private void run(int stripe) {
        starting = 0; // before it looks: who has seen it has left its task for this thread
        try {
            long now = System.nanoTime();
            long begin = now;
            Task task = next(stripe);
            wake();
            for (; task != null; task = next(stripe)) {
                now = run(task, stripe, now);
                if (now - begin > TURN_NANOS) {
                    Thread.yield(); // for other virtual threads, which nothing else would let in
                    now = System.nanoTime();
                    begin = now;
                }
            }
        } finally {
            engine.permits().giveBack(stripe);
            worker.release(stripe);
            engine.wakeAll(); // there may be more by now, here or in another worker
        }
    }

    /** Returns the next task, with a lease on the worker. */
    private Task next(int stripe) {
        worker.enter(stripe);
        Task task = left ? null : engine.isStopping() ? nextToFinish() : ready.poll();
        if (task == null) {
            task = staying.poll();
            worker.release(stripe); // that one has its own
        }
        return task;
    }

    /** At the end of the server, what is durable waits for the next start. */
    private Task nextToFinish() {
        Task task = ready.poll();
        while (task != null && task.isDurable()) {
            task = ready.poll();
        }
        return task;
    }

    /** Returns when it was over. */
    private long run(Task task, int stripe, long now) {
        Turn turn = new Turn(engine, this, worker, task, stripe, now);
        try {
            turn.run();
        } catch (RuntimeException | Error e) { // ours: what applications throw doesn't get here
            engine.settle().broken(this, task, e);
        } finally {
            worker.release(stripe);
            Thread.interrupted(); // an interrupt meant for this task must not hit the next
        }
        return turn.now();
    }

    /** Has nothing more begun that another worker can do. */
    void hold() {
        left = true;
    }

    /** Has what waits go to the current worker, which is another one now. */
    void leave() {
        left = true;
        callLater();
        carryAll();
    }

    boolean isLeft() {
        return left;
    }

    private void carryAll() {
        for (Task task = ready.poll(); task != null; task = ready.poll()) {
            try {
                carry(task);
            } catch (RuntimeException | Error e) { // the others go all the same
                LOG.broken(task.id(), e);
            }
        }
        wake();
    }

    private void carry(Task task) {
        Object payload = task.payload();
        if (payload == null && task.json() == null) { // it was cancelled
            return;
        }
        try {
            if (task.json() == null) {
                task.json(payloads.write(payload));
            }
        } catch (IOException e) {
            task.failure(AsyncMessages.MESSAGES.leftBehind(Payloads.reason(e)));
            worker.enter(0);
            staying.add(task);
            return;
        }
        task.payload(null);
        engine.current().add(task);
    }

    /** Forgets what waits for a worker that will never be. What waits for one that has been is in the journal, or lost. */
    void discard() {
        if (served) {
            return;
        }
        for (Task task = ready.poll(); task != null; task = ready.poll()) {
            engine.cancel(task.id());
        }
    }

    /** Makes dead letters of what is left when the worker is about to be closed. */
    void end() {
        for (Task task = staying.poll(); task != null; task = staying.poll()) {
            if (task.begin()) {
                engine.begins(0);
                engine.settle().impossible(worker, task, task.failure(), task.payload());
                engine.ends(0);
            }
            worker.release(0);
        }
        begun = false;
    }
}
