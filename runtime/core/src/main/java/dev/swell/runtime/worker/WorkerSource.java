package dev.swell.runtime.worker;

import dev.swell.Server;

/** Where a master gets its workers from. */
@FunctionalInterface
public interface WorkerSource {

    /**
     * Starts a worker with the application's code and configuration of now. What it throws has a message for people, and
     * nothing is left open then.
     *
     * @param id its number, from 1
     * @param server what code that runs meanwhile may inject
     */
    Worker start(int id, Server server);

    /** Tells whether there can be a second worker: a container that somebody else has started is the only one. */
    default boolean isRepeatable() {
        return false;
    }
}
