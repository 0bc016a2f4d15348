package dev.swell.runtime.worker;

import jakarta.enterprise.event.ObserverException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;

import org.jboss.weld.context.RequestContext;
import org.jboss.weld.context.unbound.UnboundLiteral;

import dev.swell.extension.AsyncObservers;
import dev.swell.extension.model.Place;

/** Gives each call of an asynchronous observer a unit of work of its own. */
final class ObserverUnits implements AsyncObservers {

    private final Worker worker;
    private final Instance<RequestContext> containersOwn;

    ObserverUnits(Worker worker, BeanManager beans) {
        this.worker = worker;
        this.containersOwn = beans.createInstance().select(RequestContext.class, UnboundLiteral.INSTANCE);
    }

    @Override
    public void call(Place place, Runnable observer) {
        RequestContext active = activeContext();
        if (active != null) {
            active.deactivate(); // Weld has one for all observers of the event, and refuses two at once
        }
        try {
            inUnit(place, observer);
        } finally {
            if (active != null) {
                active.activate();
            }
        }
    }

    private RequestContext activeContext() {
        if (!containersOwn.isResolvable()) {
            return null; // not Weld
        }
        RequestContext context = containersOwn.get();
        return context.isActive() ? context : null;
    }

    private void inUnit(Place place, Runnable observer) {
        try {
            worker.enter();
            Unit unit = worker.open(null, () -> null, () -> {});
            try {
                unit.run(observer);
            } finally {
                unit.complete();
            }
        } catch (RuntimeException | Error e) {
            worker.failed(place, cause(e)); // nobody else would say so if nobody looks at the event's stage
            throw e;
        }
    }

    /** What the observer threw: containers wrap what they may not pass on. */
    private static Throwable cause(Throwable failure) {
        return failure instanceof ObserverException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
