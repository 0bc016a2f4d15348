package dev.swell.runtime.worker;

import java.lang.annotation.Annotation;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.inject.spi.BeanManager;

import dev.swell.extension.model.Place;

/**
 * CDI's own events around the context of a scope, fired only if somebody observes them. What an observer of the beginning
 * throws goes to the caller; what one of the end throws is reported, since the end can't be called off.
 */
final class ScopeEvents {

    private final Worker worker;
    private final BeanManager beans;
    private final String scope;
    private final Annotation initialized;
    private final Annotation beforeDestroyed;
    private final Annotation destroyed;

    ScopeEvents(Worker worker, Class<? extends Annotation> scope) {
        this.worker = worker;
        this.beans = worker.beans();
        this.scope = scope.getSimpleName();
        initialized = ifObserved(Initialized.Literal.of(scope));
        beforeDestroyed = ifObserved(BeforeDestroyed.Literal.of(scope));
        destroyed = ifObserved(Destroyed.Literal.of(scope));
    }

    private Annotation ifObserved(Annotation qualifier) {
        return beans.resolveObserverMethods(new Object(), qualifier).isEmpty() ? null : qualifier;
    }

    boolean beginIsObserved() {
        return initialized != null;
    }

    void initialized(Object payload) {
        fire(payload, initialized);
    }

    void beforeDestroyed(Object payload) {
        fireSafely(payload, beforeDestroyed);
    }

    void destroyed(Object payload) {
        fireSafely(payload, destroyed);
    }

    /** Tells whether application code runs at the end. */
    boolean endIsObserved() {
        return beforeDestroyed != null || destroyed != null;
    }

    private void fireSafely(Object payload, Annotation qualifier) {
        try {
            fire(payload, qualifier);
        } catch (RuntimeException | Error e) {
            worker.failed(observer(qualifier), e);
        }
    }

    private Place observer(Annotation qualifier) {
        return new Place("An observer of @%s(%s)".formatted(qualifier.annotationType().getSimpleName(), scope), "");
    }

    private void fire(Object payload, Annotation qualifier) {
        if (qualifier != null) {
            beans.getEvent().select(Object.class, qualifier).fire(payload);
        }
    }
}
