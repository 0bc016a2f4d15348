package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncMessages.MESSAGES;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.swell.async.TaskInfo.State;

/** What can be done with tasks from outside. Safe for any thread. */
public final class TaskDesk {

    private static final Set<State> SHOWN = EnumSet.of(State.RUNNING, State.WAITING, State.DELAYED, State.DEAD);

    private final AsyncEngine engine;

    TaskDesk(AsyncEngine engine) {
        this.engine = engine;
    }

    /** Returns those that run, wait or are dead, by their state and time; so many at most. */
    public List<TaskLine> list(int most) {
        return engine.register().all().map(TaskLine::of).filter(line -> SHOWN.contains(line.state())).distinct()
                .sorted(Comparator
                        .comparing((TaskLine line) -> line.state() == State.RUNNING ? -1 : line.state().ordinal())
                        .thenComparing(TaskLine::due).thenComparing(TaskLine::id))
                .limit(most).toList();
    }

    /**
     * Has a dead letter tried again, as often as at first.
     *
     * @throws IllegalStateException if it can't be, with the reason
     */
    public void retry(String id) {
        Task task = dead(id);
        if (task.json() == null) {
            throw MESSAGES.noPayload(id);
        }
        engine.settle().revive(task);
    }

    /**
     * Forgets a dead letter.
     *
     * @throws IllegalStateException if there is none of that id
     */
    public void drop(String id) {
        Task task = dead(id);
        if (!task.change(State.DEAD, State.CANCELLED)) {
            throw MESSAGES.notDead(id, "is " + task.state());
        }
        engine.register().notDead(task);
        engine.settle().forgotten(task);
    }

    /**
     * Cancels a task that waits.
     *
     * @throws IllegalStateException if it doesn't
     */
    public void cancel(String id) {
        if (!engine.cancel(id)) {
            throw MESSAGES.notWaiting(id, state(id));
        }
    }

    private Task dead(String id) {
        return engine.register().find(id).filter(task -> task.state() == State.DEAD)
                .orElseThrow(() -> MESSAGES.notDead(id, state(id)));
    }

    private String state(String id) {
        return engine.register().find(id).map(task -> "is " + task.state()).orElse("isn't known");
    }
}
