package dev.swell.runtime.worker;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.AnnotationLiteral;

/** CDI's own events around the request context, fired only if somebody observes them. */
final class RequestEvents {

    private final BeanManager beans;
    private final boolean initialized;
    private final boolean beforeDestroyed;
    private final boolean destroyed;

    RequestEvents(BeanManager beans) {
        this.beans = beans;
        initialized = observed(Initialized.Literal.REQUEST);
        beforeDestroyed = observed(BeforeDestroyed.Literal.REQUEST);
        destroyed = observed(Destroyed.Literal.REQUEST);
    }

    private boolean observed(AnnotationLiteral<?> qualifier) {
        return !beans.resolveObserverMethods(new Object(), qualifier).isEmpty();
    }

    void initialized(Object payload) {
        if (initialized) {
            fire(payload, Initialized.Literal.REQUEST);
        }
    }

    void beforeDestroyed(Object payload) {
        if (beforeDestroyed) {
            fire(payload, BeforeDestroyed.Literal.REQUEST);
        }
    }

    void destroyed(Object payload) {
        if (destroyed) {
            fire(payload, Destroyed.Literal.REQUEST);
        }
    }

    private void fire(Object payload, AnnotationLiteral<?> qualifier) {
        beans.getEvent().select(Object.class, qualifier).fire(payload);
    }
}
