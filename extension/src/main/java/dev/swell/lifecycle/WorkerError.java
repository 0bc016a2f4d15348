package dev.swell.lifecycle;

import dev.swell.Server;

/**
 * After each {@link Throwable} that application code let escape, on the thread where it did. What an observer throws is
 * logged and goes no further.
 *
 * @param server the process
 * @param workerId the number of the worker whose code it was
 * @param cause what was thrown
 */
public record WorkerError(Server server, int workerId, Throwable cause) {}
