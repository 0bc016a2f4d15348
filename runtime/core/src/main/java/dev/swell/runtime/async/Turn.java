package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncLogger.LOG;
import static dev.swell.runtime.async.AsyncMessages.MESSAGES;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.swell.extension.model.Place;
import dev.swell.extension.model.TaskModel.Finished;
import dev.swell.runtime.async.Payloads.Unfit;
import dev.swell.runtime.async.TaskTable.Handler;
import dev.swell.runtime.async.TaskTable.Listener;
import dev.swell.runtime.async.TaskTable.Taker;
import dev.swell.runtime.worker.Thrown;
import dev.swell.runtime.worker.Unit;
import dev.swell.runtime.worker.Worker;

/** One task on a thread: a try of its handler, or the event's way along the listeners as far as it gets now. */
final class Turn {

    private static final Supplier<Principal> NOBODY = () -> null;
    private static final Runnable NOTHING = () -> {};

    private final AsyncEngine engine;
    private final TaskQueue queue;
    private final Worker worker;
    private final Task task;
    private final int stripe;
    private long now;
    private Object payload;
    private Object result;
    private Throwable thrown;

    /**
     * Makes one.
     *
     * @param worker with a lease, which stays with the caller
     * @param now when it begins, in {@link System#nanoTime}
     */
    Turn(AsyncEngine engine, TaskQueue queue, Worker worker, Task task, int stripe, long now) {
        this.engine = engine;
        this.queue = queue;
        this.worker = worker;
        this.task = task;
        this.stripe = stripe;
        this.now = now;
    }

    /** Returns when its last try was over. */
    long now() {
        return now;
    }

    void run() {
        if (!task.begin()) { // it was cancelled
            return;
        }
        engine.begins(stripe);
        try {
            payload = task.payload() == null ? queue.payloads().read(task.json(), task.type()) : task.payload();
            if (task.isEvent()) {
                passOn();
            } else {
                handle();
            }
        } catch (Unfit e) {
            engine.settle().impossible(worker, task, e.getMessage(), null);
        } finally {
            engine.ends(stripe);
        }
    }

    private void handle() {
        Optional<Handler> found = queue.table().handlerIfAny(payload.getClass());
        if (found.isEmpty()) {
            engine.settle().impossible(worker, task, MESSAGES.handlerGone(task.type()), payload);
            return;
        }
        Handler handler = found.get();
        if (tryOnce(handler, handler.model().finished().orElse(null))) {
            engine.settle().finished(task);
        } else {
            engine.settle().failed(queue, task, thrown, payload);
        }
    }

    private void finish(Finished finished) {
        try {
            finished.call().call(payload, result);
        } catch (Throwable e) { // the task is done all the same
            worker.failed(finished.place(), e);
        }
    }

    private void passOn() {
        List<Listener> chain = queue.table().chain(payload.getClass());
        for (int i = begin(chain); i < chain.size(); i++) {
            Listener listener = chain.get(i);
            task.listener(listener.name());
            if (!tellUntilTold(listener)) {
                return; // its next try comes later
            }
            task.forgetTries();
            if (thrown == null && Boolean.FALSE.equals(result) || task.isAlone()) {
                break;
            }
            if (i + 1 < chain.size()) {
                engine.settle().progress(task, chain.get(i + 1).name());
            }
        }
        engine.settle().finished(task);
    }

    /** Returns whose turn it is; if that one is gone, that of all again, since nobody knows where it stood. */
    private int begin(List<Listener> chain) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).name().equals(task.listener())) {
                return i;
            }
        }
        return task.isAlone() ? chain.size() : 0;
    }

    /** Tries until the listener has heard of it, or no try is left; false if the next comes later. */
    private boolean tellUntilTold(Listener listener) {
        while (!tryOnce(listener, null)) {
            boolean more = task.retry().hasMoreThan(task.tries());
            if (isCutOff() || more && task.retry().waitAfter(task.tries()) > 0 || !more && task.isAlone()) {
                engine.settle().failed(queue, task, thrown, payload);
                return false;
            }
            if (!more) {
                return true;
            }
        }
        return true;
    }

    /**
     * Makes one try in a unit of work, and tells whether it was a good one.
     *
     * @param finished what is called after a good one, or null
     */
    private boolean tryOnce(Taker taker, Finished finished) {
        task.countTry();
        result = null;
        thrown = null;
        long begun = now;
        Unit unit;
        try {
            unit = worker.open(stripe, null, NOBODY, NOTHING);
        } catch (RuntimeException | Error e) {
            worker.enter(stripe); // as before
            thrown = e;
            report(taker.place());
            return false;
        }
        try {
            unit.run(() -> attempt(taker, finished));
        } finally {
            worker.enter(stripe); // for what comes after the unit's end, which returns its lease
            unit.complete();
        }
        now = System.nanoTime();
        taker.metrics().count(thrown == null, now - begun, stripe);
        return thrown == null;
    }

    private void attempt(Taker taker, Finished finished) {
        try {
            result = taker.call().call(payload);
        } catch (Throwable e) { // whatever application code throws, the thread goes on
            thrown = e;
            report(taker.place());
            return;
        }
        if (finished != null) {
            finish(finished);
        }
    }

    private void report(Place place) {
        worker.count(thrown);
        int made = task.tries();
        if (isCutOff()) {
            Thrown.log(thrown, printable -> LOG.cutOff(place.toString(), task.id(), worker.id(), printable));
        } else if (task.retry().hasMoreThan(made)) {
            engine.metrics().countRetry();
            Thrown.log(thrown, printable -> LOG.tryFailed(place.toString(), made, task.retry().tries(), task.id(),
                    task.retry().waitAfter(made), printable));
        } else {
            Task dead = task.isEvent() && !task.isAlone()
                    ? engine.settle().listenerFailed(queue, task, payload, thrown) : task;
            Thrown.log(thrown, printable -> LOG.lastTryFailed(place.toString(), dead.id(), made, printable));
            engine.settle().tell(worker, dead, payload, thrown);
        }
    }

    /** Tells whether the worker's time is over, so that the try counts for nothing. */
    private boolean isCutOff() {
        return worker.isInterrupted();
    }
}
