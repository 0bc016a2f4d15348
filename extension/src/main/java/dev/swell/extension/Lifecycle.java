package dev.swell.extension;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.inject.spi.BeanManager;

import dev.swell.lifecycle.RequestReceived;
import dev.swell.lifecycle.ResponseGenerated;
import dev.swell.lifecycle.ServerStart;
import dev.swell.lifecycle.ServerStop;
import dev.swell.lifecycle.WorkerError;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.lifecycle.WorkerStop;

/** Finds out which lifecycle events anybody observes, by asking the container with an empty event of each type. */
final class Lifecycle {

    private static final List<Object> EVENTS = List.of(new ServerStart(null), new ServerStop(null),
            new WorkerStart(null, 0),
            new WorkerStop(null, 0), new WorkerError(null, 0, null), new RequestReceived(null),
            new ResponseGenerated(null));

    private Lifecycle() {}

    static Set<Class<?>> observed(BeanManager beans) {
        Set<Class<?>> observed = new HashSet<>();
        for (Object event : EVENTS) {
            if (!beans.resolveObserverMethods(event).isEmpty()) {
                observed.add(event.getClass());
            }
        }
        return observed;
    }
}
