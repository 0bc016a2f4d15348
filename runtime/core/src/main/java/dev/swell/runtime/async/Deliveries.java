package dev.swell.runtime.async;

import java.util.Objects;
import java.util.Optional;

import dev.swell.async.Delivery;
import dev.swell.async.Events;
import dev.swell.async.TaskInfo;
import dev.swell.async.Tasks;

/** Tasks and events as the code of one worker sees them: what it delivers waits in its worker's queue. */
final class Deliveries implements Tasks, Events {

    private final AsyncEngine engine;
    private final TaskQueue queue;

    Deliveries(AsyncEngine engine, TaskQueue queue) {
        this.engine = engine;
        this.queue = queue;
    }

    boolean belongsTo(AsyncEngine other) {
        return engine == other;
    }

    TaskQueue queue() {
        return queue;
    }

    @Override
    public String deliver(Object payload) {
        return deliver(payload, Delivery.now());
    }

    @Override
    public String deliver(Object payload, Delivery delivery) {
        Retry retry = queue.table().handler(payload.getClass()).retry(delivery);
        return engine.accept(queue, false, payload, retry, delivery).id();
    }

    @Override
    public boolean cancel(String id) {
        return engine.cancel(Objects.requireNonNull(id, "id"));
    }

    @Override
    public Optional<TaskInfo> find(String id) {
        return engine.register().find(Objects.requireNonNull(id, "id")).map(Task::info);
    }

    @Override
    public void fire(Object event) {
        fire(event, Delivery.now());
    }

    @Override
    public void fire(Object event, Delivery delivery) {
        boolean maybeHeardLater = delivery.isDurable() || !delivery.delay().isZero();
        if (maybeHeardLater || !queue.table().chain(event.getClass()).isEmpty()) {
            engine.accept(queue, true, event, Retry.of(delivery), delivery);
        }
    }
}
