package dev.swell.async;

/**
 * Fires events that {@link AsyncListener}s hear of later: the same way tasks go, so all that {@link Tasks} says of payloads
 * holds for events. Inject it anywhere. Safe for any thread.
 */
public interface Events {

    /**
     * Fires an event; each listener is tried once.
     *
     * @see #fire(Object, Delivery)
     */
    void fire(Object event);

    /**
     * Fires an event. Its listeners are called soon, or when the delay is over, one after the other by priority. If there are
     * none, nothing happens.
     *
     * @param event of any class: best a record. Don't change it afterwards
     * @param delivery how often each listener is tried, and with which waits; once if it doesn't say
     * @throws IllegalArgumentException if the delivery is delayed or durable and JSON can't carry the event
     * @throws java.util.concurrent.RejectedExecutionException if as many wait as {@code swell.task.max-queued} lets
     * @throws IllegalStateException if the delivery is durable and can't be kept on disk, or if no server runs
     */
    void fire(Object event, Delivery delivery);
}
