package dev.swell;

import java.time.Instant;

/**
 * What the server counts, at one moment.
 *
 * @param startTime when the process began to serve
 * @param workerId the number of the worker that takes requests now, from 1; 0 before the first does
 * @param requests HTTP requests answered since the start
 * @param activeRequests HTTP requests that are being handled
 * @param connections open connections of socket handlers
 * @param tasksQueued tasks that wait for a free thread
 * @param tasksRunning tasks that are being handled
 * @param tasksDelayed tasks that wait for their time
 * @param reloads workers that were replaced since the start
 */
public record ServerStats(Instant startTime, int workerId, long requests, int activeRequests, int connections,
        int tasksQueued, int tasksRunning, int tasksDelayed, int reloads) {}
