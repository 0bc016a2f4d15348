package dev.swell.runtime.worker;

import java.util.List;
import java.util.stream.Stream;

import dev.swell.runtime.config.Settings;

/**
 * The threads of one worker that may block.
 *
 * @param requests for what comes from connections
 * @param background for what doesn't: tasks, asynchronous events and observers, jobs. None of it runs on I/O threads, or on
 *        threads that requests wait for
 */
public record WorkerThreads(Handover requests, Handover background) {

    /** Tasks and listeners, observers, jobs: each bounded by {@code swell.task.max-concurrent}. */
    private static final int KINDS_OF_BACKGROUND_WORK = 3;

    /** Returns those that are configured. */
    public static WorkerThreads of(int workerId, Settings settings, ClassLoader loader) {
        int connections = settings.http().maxConcurrent() + settings.socket().maxConcurrent();
        return new WorkerThreads(Handover.of(settings.threads(), "swell-" + workerId, connections, loader),
                Handover.background(settings.threads(), "swell-" + workerId + "-task",
                        KINDS_OF_BACKGROUND_WORK * settings.task().maxConcurrent(), loader));
    }

    /** Returns the threads that run work at this moment. */
    List<Thread> busy() {
        return requests == background ? requests.busy()
                : Stream.concat(requests.busy().stream(), background.busy().stream()).toList();
    }

    /** Ends all of them, as {@link Handover#close} does; those that are ended already stay so. */
    public void close() {
        requests.close();
        background.close();
    }
}
