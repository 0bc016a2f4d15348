package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncLogger.LOG;
import static dev.swell.runtime.async.AsyncMessages.MESSAGES;

import java.util.List;
import java.util.Optional;

import dev.swell.extension.model.ListenerModel;
import dev.swell.extension.model.PayloadCall;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.TaskModel;
import dev.swell.runtime.async.Payloads.Unfit;
import dev.swell.runtime.worker.Unit;
import dev.swell.runtime.worker.Worker;

/** One task on a thread: a try of its handler, or the event's way along the listeners as far as it gets now. */
final class Turn {

    private interface Code {
        Object run() throws Throwable;
    }

    private final AsyncEngine engine;
    private final TaskQueue queue;
    private final Worker worker;
    private final Task task;
    private final int stripe;
    private Object payload;
    private Object result;
    private Throwable thrown;

    /**
     * Makes one.
     *
     * @param worker with a lease, which stays with the caller
     */
    Turn(AsyncEngine engine, TaskQueue queue, Worker worker, Task task, int stripe) {
        this.engine = engine;
        this.queue = queue;
        this.worker = worker;
        this.task = task;
        this.stripe = stripe;
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
        Optional<TaskModel> handler = queue.table().handlerIfAny(payload.getClass());
        if (handler.isEmpty()) {
            engine.settle().impossible(worker, task, MESSAGES.handlerGone(task.type()), payload);
            return;
        }
        TaskModel model = handler.get();
        boolean done = tryOnce(model.place(), model.call(), () -> {
            model.finished().ifPresent(this::finish);
            return null;
        });
        if (done) {
            engine.settle().finished(task);
        } else {
            engine.settle().failed(queue, task, thrown, payload);
        }
    }

    private void finish(TaskModel.Finished finished) {
        try {
            finished.call().call(payload, result);
        } catch (Throwable e) { // the task is done all the same
            worker.failed(finished.place(), e);
        }
    }

    private void passOn() {
        List<ListenerModel> chain = queue.table().chain(payload.getClass());
        for (int i = begin(chain); i < chain.size(); i++) {
            ListenerModel listener = chain.get(i);
            task.listener(listener.place().toString());
            if (!tellUntilTold(listener)) {
                return; // its next try comes later
            }
            task.forgetTries();
            if (thrown == null && Boolean.FALSE.equals(result) || task.isAlone()) {
                break;
            }
            if (i + 1 < chain.size()) {
                engine.settle().progress(task, chain.get(i + 1).place().toString());
            }
        }
        engine.settle().finished(task);
    }

    /** Returns whose turn it is; if that one is gone, that of all again, since nobody knows where it stood. */
    private int begin(List<ListenerModel> chain) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).place().toString().equals(task.listener())) {
                return i;
            }
        }
        return task.isAlone() ? chain.size() : 0;
    }

    /** Tries until the listener has heard of it, or no try is left; false if the next comes later. */
    private boolean tellUntilTold(ListenerModel listener) {
        while (!tryOnce(listener.place(), listener.call(), () -> null)) {
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

    /** Makes one try in a unit of work, and tells whether it was a good one. */
    private boolean tryOnce(Place place, PayloadCall call, Code afterwards) {
        task.countTry();
        result = null;
        thrown = null;
        long begun = System.nanoTime();
        Unit unit;
        try {
            unit = worker.open(stripe, null, () -> null, () -> {});
        } catch (RuntimeException | Error e) {
            worker.enter(stripe); // as before
            thrown = e;
            report(place);
            return false;
        }
        unit.run(() -> attempt(place, call, afterwards));
        worker.enter(stripe); // for what comes after the unit's end, which returns its lease
        unit.complete();
        engine.metrics().of(place).count(thrown == null, System.nanoTime() - begun, stripe);
        return thrown == null;
    }

    private void attempt(Place place, PayloadCall call, Code afterwards) {
        try {
            result = call.call(payload);
            afterwards.run();
        } catch (Throwable e) { // whatever application code throws, the thread goes on
            thrown = e;
            report(place);
        }
    }

    private void report(Place place) {
        int made = task.tries();
        if (isCutOff()) {
            LOG.cutOff(place.toString(), task.id(), worker.id(), thrown);
        } else if (task.retry().hasMoreThan(made)) {
            engine.metrics().countRetry();
            LOG.tryFailed(place.toString(), made, task.retry().tries(), task.id(), task.retry().waitAfter(made),
                    thrown);
        } else {
            LOG.lastTryFailed(place.toString(), task.id(), made, thrown);
        }
        worker.count(thrown);
        if (!isCutOff() && !task.retry().hasMoreThan(made)) {
            Task dead = task.isEvent() && !task.isAlone()
                    ? engine.settle().listenerFailed(queue, task, payload, thrown) : task;
            engine.settle().tell(worker, dead, payload, thrown);
        }
    }

    /** Tells whether the worker's time is over, so that the try counts for nothing. */
    private boolean isCutOff() {
        return worker.isInterrupted();
    }
}
