package dev.swell.state;

/**
 * Resets resident state after each unit of work: request, message, task, event and job. Any bean may be one; they run in
 * the order of {@code @Priority}, those without it last, on the thread and in the request context and lane of the unit,
 * whatever became of it: success, exception, or a client that hung up. What one throws is logged and counted, and the
 * others still run.
 *
 * <p>
 * A cleaner should clean {@link LaneScoped} beans: one that resets an application-scoped bean does so while other requests
 * use it, which Swell warns of at start.
 */
public interface Cleaner {

    /**
     * Called once for each lane, inside it, before its first unit of work: remember here what {@link #clean} restores.
     * If it throws, the unit of work fails and the lane is given up.
     */
    default void snapshot() {}

    /** Called after each unit of work. */
    void clean() throws Exception;
}
