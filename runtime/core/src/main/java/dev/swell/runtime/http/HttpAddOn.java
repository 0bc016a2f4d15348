package dev.swell.runtime.http;

import java.time.Duration;
import java.util.Optional;

import dev.swell.runtime.worker.Worker;

/**
 * An add-on that answers what no route takes, such as REST resources. Found by {@link java.util.ServiceLoader} once, made
 * with a public constructor without parameters.
 */
public interface HttpAddOn {

    /**
     * Returns what answers for this worker, or nothing if the application has nothing for it. Called once for each worker,
     * before it takes its first request.
     */
    Optional<Fallback> prepare(Worker worker);

    /**
     * Is told that the worker takes no new requests and waits for those it has: answers that would go on for ever, such as
     * streams of events, are to end as soon as nothing has been sent for that time. Those that are still fed are answers
     * like any other, and may go on while the worker is drained.
     */
    default void retire(Worker worker, Duration quiet) {}
}
