package dev.swell.extension;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.inject.spi.CDI;

import dev.swell.async.Delivery;
import dev.swell.async.Events;
import dev.swell.async.TaskInfo;
import dev.swell.async.Tasks;

/**
 * What is injected for {@link Tasks} and {@link Events}: it asks for the runtime's at each call, since that may come later. A
 * client proxy, which singletons don't have, would do so too, but takes as long as all the rest of a delivery. Beans that a
 * container writes to disk may have it.
 */
final class BoundTasks implements Tasks, Events, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<Tasks> tasks;
    private final transient Supplier<Events> events;

    BoundTasks(Supplier<Tasks> tasks, Supplier<Events> events) {
        this.tasks = tasks;
        this.events = events;
    }

    private Object readResolve() {
        return CDI.current().select(Tasks.class).get();
    }

    @Override
    public String deliver(Object payload) {
        return tasks.get().deliver(payload);
    }

    @Override
    public String deliver(Object payload, Delivery delivery) {
        return tasks.get().deliver(payload, delivery);
    }

    @Override
    public boolean cancel(String id) {
        return tasks.get().cancel(id);
    }

    @Override
    public Optional<TaskInfo> find(String id) {
        return tasks.get().find(id);
    }

    @Override
    public void fire(Object event) {
        events.get().fire(event);
    }

    @Override
    public void fire(Object event, Delivery delivery) {
        events.get().fire(event, delivery);
    }
}
