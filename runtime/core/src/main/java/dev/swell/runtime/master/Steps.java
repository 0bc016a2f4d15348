package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be undone at the end, the last first; also when a start fails half-way. */
final class Steps {

    private record Step(String name, Runnable undo) {}

    private final Deque<Step> done = new ArrayDeque<>();

    /**
     * Remembers a step.
     *
     * @param name what its undoing does, for the log
     */
    void add(String name, Runnable undo) {
        done.push(new Step(name, undo));
    }

    /** Undoes all; one that fails is logged and keeps no other from its turn. */
    void undo() {
        while (!done.isEmpty()) {
            Step step = done.pop();
            try {
                step.undo.run();
            } catch (RuntimeException | Error e) {
                LOG.stopStepFailed(step.name, e);
            }
        }
    }
}
