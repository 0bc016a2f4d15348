package dev.swell.async;

import java.util.Optional;

/**
 * Has tasks done later by their {@link TaskHandler}. Inject it anywhere: tasks may be delivered by requests, messages, other
 * tasks, listeners, jobs, observers and threads of the application's own. Safe for any thread.
 */
public interface Tasks {

    /**
     * Has a task done soon.
     *
     * @return its id
     * @see #deliver(Object, Delivery)
     */
    String deliver(Object payload);

    /**
     * Has a task done. Tasks begin in the order in which they were delivered, as far as their delays let them, but several run
     * at once. What waits at a reload goes to the new worker as JSON; one that JSON can't carry is done by the old one before
     * it ends, or becomes a dead letter.
     *
     * @param payload what is to be done, of a class that has a handler: best a record. Don't change it afterwards
     * @return its id, unique over all starts of the server
     * @throws IllegalArgumentException if no handler takes such payloads, or if the delivery is delayed or durable and JSON
     *         can't carry the payload; with the reason
     * @throws java.util.concurrent.RejectedExecutionException if as many wait as {@code swell.task.max-queued} lets
     * @throws IllegalStateException if the delivery is durable and can't be kept on disk, or if no server runs
     */
    String deliver(Object payload, Delivery delivery);

    /**
     * Has a task not done.
     *
     * @return true if it was still waiting, for its turn, its time or its next try: it won't be done
     */
    boolean cancel(String id);

    /**
     * Tells how a task is. Those that wait, run or are dead letters are found; finished and cancelled ones among some
     * thousands of the last.
     */
    Optional<TaskInfo> find(String id);
}
