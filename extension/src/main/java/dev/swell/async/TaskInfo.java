package dev.swell.async;

import java.time.Instant;

/**
 * How a task is, at one moment.
 *
 * @param id its id
 * @param state what becomes of it now
 * @param tries how many times it was begun; for an event, the listener whose turn it is
 * @param due when it is to run, or was
 * @param failure why the last try failed; null if none has
 */
public record TaskInfo(String id, State state, int tries, Instant due, String failure) {

    /** What becomes of a task. */
    public enum State {
        /** It waits for its turn. */
        WAITING,
        /** It waits for its time, or for its next try. */
        DELAYED,
        /** It is being done. */
        RUNNING,
        /** It is done. */
        FINISHED,
        /** It was cancelled before it was done. */
        CANCELLED,
        /** Its last try has failed, or it can't be done: it is kept until somebody has it tried again or drops it. */
        DEAD
    }
}
