package dev.swell.runtime.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

import dev.swell.extension.model.Place;

/** What is counted of tasks and asynchronous events. Safe for any thread. */
public final class TaskMetrics {

    private static final String TRIES = "swell_task_tries_seconds";

    private final Map<Place, HandlerMetrics> handlers = new ConcurrentHashMap<>();
    private final LongAdder retries = new LongAdder();
    private final LongAdder dead = new LongAdder();

    /**
     * Starts counting.
     *
     * @param waiting gives those that wait for their turn
     * @param running gives those that are being done
     * @param delayed gives those that wait for their time
     * @param kept gives the dead letters that are kept
     */
    public TaskMetrics(Metrics metrics, IntSupplier waiting, IntSupplier running, IntSupplier delayed,
            IntSupplier kept) {
        metrics.text(this::write);
        metrics.gauge("swell_tasks_waiting", "Tasks and events that wait for their turn", waiting::getAsInt);
        metrics.gauge("swell_tasks_running", "Tasks and events that are being done", running::getAsInt);
        metrics.gauge("swell_tasks_delayed", "Tasks and events that wait for their time or next try",
                delayed::getAsInt);
        metrics.gauge("swell_tasks_dead", "Dead letters that are kept", kept::getAsInt);
        metrics.count("swell_task_retries", "Failed tries after which another comes", retries::sum);
        metrics.count("swell_task_dead_letters", "Tasks and listeners whose last try failed", dead::sum);
    }

    /**
     * Returns the counts of a handler or listener; the same for the same place, also in the next worker.
     *
     * @param handler as declared: each one is kept for ever
     */
    public HandlerMetrics of(Place handler) {
        HandlerMetrics known = handlers.get(handler); // unlike computeIfAbsent, without a lock
        return known != null ? known
                : handlers.computeIfAbsent(handler, place -> new HandlerMetrics(place.toString()));
    }

    /** Counts a failed try after which another comes. */
    public void countRetry() {
        retries.increment();
    }

    /** Counts a last try that has failed. */
    public void countDead() {
        dead.increment();
    }

    private void write(StringBuilder out) {
        out.append("# HELP ").append(TRIES)
                .append(" Tries of tasks' handlers and of listeners, and how long they took\n");
        out.append("# TYPE ").append(TRIES).append(" histogram\n");
        handlers.values().forEach(handler -> handler.write(out, TRIES));
    }
}
