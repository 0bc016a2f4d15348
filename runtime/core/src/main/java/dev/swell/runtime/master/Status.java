package dev.swell.runtime.master;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the master's workers are, at one moment.
 *
 * @param workers the current one first, then those before it that are not gone yet, the youngest first
 * @param threads which threads run application code, and why
 * @param moved what the current worker runs on the common scheduler, since it kept I/O threads busy
 * @param reloads workers that were replaced since the start
 * @param failedReloads reloads after which the worker before went on
 * @param lastFailure why the last reload failed, if it did
 */
public record Status(List<WorkerStatus> workers, String threads, List<Moved> moved, int reloads, int failedReloads,
        Optional<String> lastFailure) {

    /** What a worker is doing. */
    public enum State {
        /** It takes new work. */
        SERVING,
        /** Another has taken over, and it finishes what it has. */
        DRAINING,
        /** It is closed, and its classes wait for the garbage collector. */
        CLOSED,
        /** It is closed, but something holds its classes. */
        LEAKED
    }

    /**
     * A route or a handler that was moved away from the I/O threads.
     *
     * @param name what it is
     * @param longest how long it has kept an I/O thread at once
     */
    public record Moved(String name, Duration longest) {}

    /**
     * One worker.
     *
     * @param id its number, from 1
     * @param active units of work that run in it
     * @param holder what holds its classes, if they are leaked
     */
    public record WorkerStatus(int id, State state, long active, Optional<String> holder) {}
}
