package dev.swell.lifecycle;

import dev.swell.Server;

/**
 * Once for each worker that was started, after its last request, before its container closes. What an observer throws is
 * logged.
 *
 * @param server the process
 * @param workerId the worker's number, from 1
 */
public record WorkerStop(Server server, int workerId) {}
