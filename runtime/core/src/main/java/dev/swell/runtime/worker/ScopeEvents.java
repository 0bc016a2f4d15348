package dev.swell.runtime.worker;

import java.lang.annotation.Annotation;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.inject.spi.BeanManager;

/** CDI's own events around the context of a scope, fired only if somebody observes them. */
final class ScopeEvents {

    private final BeanManager beans;
    private final Annotation initialized;
    private final Annotation beforeDestroyed;
    private final Annotation destroyed;

    ScopeEvents(BeanManager beans, Class<? extends Annotation> scope) {
        this.beans = beans;
        initialized = ifObserved(Initialized.Literal.of(scope));
        beforeDestroyed = ifObserved(BeforeDestroyed.Literal.of(scope));
        destroyed = ifObserved(Destroyed.Literal.of(scope));
    }

    private Annotation ifObserved(Annotation qualifier) {
        return beans.resolveObserverMethods(new Object(), qualifier).isEmpty() ? null : qualifier;
    }

    void initialized(Object payload) {
        fire(payload, initialized);
    }

    void beforeDestroyed(Object payload) {
        fire(payload, beforeDestroyed);
    }

    void destroyed(Object payload) {
        fire(payload, destroyed);
    }

    private void fire(Object payload, Annotation qualifier) {
        if (qualifier != null) {
            beans.getEvent().select(Object.class, qualifier).fire(payload);
        }
    }
}
