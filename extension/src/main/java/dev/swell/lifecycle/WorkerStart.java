package dev.swell.lifecycle;

import dev.swell.Server;

/**
 * Once for each worker, before it takes its first request. An observer that throws fails the start or the reload.
 *
 * @param server the process
 * @param workerId the worker's number, from 1
 */
public record WorkerStart(Server server, int workerId) {}
