package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;

import dev.swell.async.DeadLetter;
import dev.swell.extension.model.Place;
import dev.swell.lifecycle.ConfigChanged;
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
            new ResponseGenerated(null), new DeadLetter(null, null, 0, null), new ConfigChanged(Set.of()));

    private Lifecycle() {}

    static Set<Class<?>> observed(BeanManager beans, Problems problems) {
        Set<Class<?>> observed = new HashSet<>();
        for (Object event : EVENTS) {
            for (ObserverMethod<?> observer : beans.resolveObserverMethods(event)) {
                if (!observer.isAsync()) {
                    observed.add(event.getClass());
                } else if (observer.getObservedType() == event.getClass()) {
                    problems.add(MESSAGES.asyncObserver(Place.of(observer.getBeanClass()),
                            event.getClass().getSimpleName()));
                }
            }
        }
        return observed;
    }
}
