package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncLogger.LOG;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.swell.async.DeadLetter;
import dev.swell.async.TaskInfo.State;
import dev.swell.runtime.async.journal.Journal;
import dev.swell.runtime.worker.Stripes;
import dev.swell.runtime.worker.Thrown;
import dev.swell.runtime.worker.Unit;
import dev.swell.runtime.worker.Worker;

/** What becomes of a task after a try. */
final class Settlement {

    private static final class Undeliverable extends Exception {
        private static final long serialVersionUID = 1L;

        Undeliverable(String reason) {
            super(reason, null, false, false);
        }
    }

    private final AsyncEngine engine;
    private final Optional<Journal> journal;

    Settlement(AsyncEngine engine, Optional<Journal> journal) {
        this.engine = engine;
        this.journal = journal;
    }

    private Optional<Journal> journal(Task task) {
        return task.isDurable() ? journal : Optional.empty();
    }

    /** It is done. */
    void finished(Task task) {
        task.change(State.RUNNING, State.FINISHED);
        task.forget();
        journal(task).ifPresent(kept -> kept.remove(task.id()));
        engine.register().over(task);
    }

    /** It was cancelled or dropped. */
    void forgotten(Task task) {
        task.forget();
        journal(task).ifPresent(kept -> kept.remove(task.id()));
        engine.register().over(task);
    }

    /** A dead letter is tried again. */
    void revive(Task task) {
        task.forgetTries();
        task.due(System.currentTimeMillis());
        if (!task.change(State.DEAD, State.WAITING)) {
            throw AsyncMessages.MESSAGES.notDead(task.id(), "is " + task.state());
        }
        engine.register().notDead(task);
        engine.room().insist(Stripes.here());
        journal(task).ifPresent(kept -> kept.progress(task.id(), 0, task.dueMillis(), task.step(), task.failure()));
        engine.current().add(task);
    }

    /** The next listener's turn has come. */
    void progress(Task task, String listener) {
        task.listener(listener);
        journal(task).ifPresent(kept -> kept.progress(task.id(), 0, task.dueMillis(), task.step(), ""));
    }

    /** A try has failed: there is another, or it is dead. */
    void failed(TaskQueue queue, Task task, Throwable thrown, Object payload) {
        task.failure(Thrown.text(thrown));
        if (queue.worker().isInterrupted()) {
            goOnElsewhere(task, payload, queue);
        } else if (task.retry().hasMoreThan(task.tries())) {
            tryAgain(queue, task, payload);
        } else {
            die(task, payload, queue);
        }
    }

    private void tryAgain(TaskQueue queue, Task task, Object payload) {
        long wait = task.retry().waitAfter(task.tries());
        task.due(System.currentTimeMillis() + wait);
        journal(task).ifPresent(
                kept -> kept.progress(task.id(), task.tries(), task.dueMillis(), task.step(), task.failure()));
        engine.room().insist(Stripes.here());
        if (wait > 0 && (write(task, payload, queue) || !queue.isLeft())) {
            engine.delay(task, TimeUnit.MILLISECONDS.toNanos(wait), State.RUNNING, queue);
        } else { // what only this worker can do can't wait any longer when that ends
            task.payload(payload);
            task.change(State.RUNNING, State.WAITING);
            queue.add(task);
        }
    }

    /** The worker has cut the try off, so it doesn't count. */
    private void goOnElsewhere(Task task, Object payload, TaskQueue queue) {
        task.takeTryBack();
        if (engine.isStopping() && task.isDurable()) {
            return; // in the next process
        }
        if (!queue.isLeft() || !write(task, payload, queue)) {
            die(task, payload, queue);
            return;
        }
        engine.room().insist(Stripes.here());
        task.change(State.RUNNING, State.WAITING);
        engine.current().add(task);
    }

    /** Sees to it that there is JSON of it alone, if there can be. */
    private static boolean write(Task task, Object payload, TaskQueue queue) {
        try {
            if (task.json() == null) {
                task.json(queue.payloads().write(payload));
            }
            task.payload(null);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Something failed that shouldn't: it must not run for ever. */
    void broken(TaskQueue queue, Task task, Throwable thrown) {
        Thrown.log(thrown, printable -> LOG.broken(task.id(), printable));
        if (task.state() == State.RUNNING) {
            task.failure(Thrown.text(thrown));
            die(task, task.payload(), queue);
        }
    }

    private void die(Task task, Object payload, TaskQueue queue) {
        write(task, payload, queue);
        task.payload(null);
        journal(task).ifPresent(kept -> kept.dead(task.id(), task.tries(), task.step(), task.failure()));
        bury(task);
    }

    private void bury(Task task) {
        if (task.change(State.RUNNING, State.DEAD)) {
            engine.metrics().countDead();
            engine.register().dead(task);
        }
    }

    /** A listener has failed for good: that becomes a dead letter, and the next one's turn comes. */
    Task listenerFailed(TaskQueue queue, Task task, Object payload, Throwable thrown) {
        task.failure(Thrown.text(thrown));
        write(task, payload, queue);
        Task dead = task.deadLetter(engine.ids());
        journal(dead).ifPresent(kept -> keep(kept, dead));
        engine.metrics().countDead();
        engine.register().add(dead);
        engine.register().dead(dead);
        return dead;
    }

    private static void keep(Journal journal, Task dead) {
        try {
            journal.add(dead.stored());
        } catch (IllegalStateException e) {
            LOG.deadLetterNotKept(dead.id(), e.getMessage());
        }
    }

    /** It can't be done at all, or not in this worker, which is the last that could. */
    void impossible(Worker worker, Task task, String reason, Object payload) {
        LOG.impossible(task.id(), reason);
        task.failure(reason);
        Object shown = payload != null ? payload : new String(task.json(), StandardCharsets.UTF_8);
        worker.enter(0);
        try {
            Unit unit = worker.open(0, null, () -> null, () -> {});
            unit.run(() -> tell(worker, task, shown, new Undeliverable(reason)));
            unit.complete();
        } catch (RuntimeException | Error e) {
            Thrown.log(e, printable -> LOG.broken(task.id(), printable));
        }
        task.payload(null);
        journal(task).ifPresent(kept -> kept.dead(task.id(), task.tries(), task.step(), task.failure()));
        bury(task);
    }

    /** Tells the observers of dead letters, in the unit of work that this thread is in. */
    void tell(Worker worker, Task task, Object payload, Throwable cause) {
        try {
            worker.fire(new DeadLetter(task.id(), payload, task.tries(), cause));
        } catch (RuntimeException | Error e) {
            worker.observerFailed(DeadLetter.class, e);
        }
    }
}
