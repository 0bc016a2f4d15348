package dev.swell.runtime.async;

import dev.swell.async.TaskInfo.State;

/**
 * A task as the command line shows it. Programs read it, so names stay.
 *
 * @param id its id
 * @param kind {@code task} or {@code event}
 * @param type the class of its payload
 * @param state as in {@link State}
 * @param tries how many times it was begun; for an event, the listener whose turn it is
 * @param maxTries how many tries there are in all
 * @param due when it is to run, or was: ISO 8601, UTC
 * @param durable whether it survives the end of the process
 * @param listener for an event, the listener whose turn it is; null for the first one, and for tasks
 * @param failure why the last try failed; null if none has
 */
public record TaskLine(String id, String kind, String type, State state, int tries, int maxTries, String due,
        boolean durable, String listener, String failure) {

    static TaskLine of(Task task) {
        return new TaskLine(task.id(), task.isEvent() ? "event" : "task", task.type(), task.state(), task.tries(),
                task.retry().tries(), task.due().toString(), task.isDurable(),
                task.listener().isEmpty() ? null : task.listener(), task.failure());
    }
}
