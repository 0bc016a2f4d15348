package dev.swell.runtime.http;

import java.util.Optional;

import dev.swell.runtime.worker.Worker;

/** What answers requests that may leave HTTP, such as WebSocket handshakes. An engine has at most one. */
@FunctionalInterface
public interface UpgradeHandler {

    /**
     * Returns what answers for this worker. Called once for each worker, before it takes its first request.
     */
    Fallback prepare(Worker worker);

    /**
     * Returns what answers for this worker on another port than the main one, if anything does. Called after
     * {@link #prepare(Worker)}, once for each port that the worker serves HTTP on.
     *
     * @param port see {@link dev.swell.extension.model.SocketModel#portId}
     */
    default Optional<Fallback> prepare(Worker worker, String port) {
        return Optional.empty();
    }
}
