package dev.swell.runtime.http;

import dev.swell.runtime.worker.Worker;

/** What answers requests that may leave HTTP, such as WebSocket handshakes. An engine has at most one. */
@FunctionalInterface
public interface UpgradeHandler {

    /**
     * Returns what answers for this worker. Called once for each worker, before it takes its first request.
     */
    Fallback prepare(Worker worker);
}
