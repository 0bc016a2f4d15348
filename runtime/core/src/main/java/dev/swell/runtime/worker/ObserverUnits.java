package dev.swell.runtime.worker;

import java.util.Optional;

import jakarta.enterprise.event.ObserverException;
import jakarta.enterprise.inject.spi.BeanManager;

import dev.swell.extension.AsyncObservers;
import dev.swell.extension.model.Place;

/** Gives each call of an asynchronous observer a unit of work of its own. */
final class ObserverUnits implements AsyncObservers {

    private final Worker worker;
    private final Optional<WeldRequestContext> welds;

    ObserverUnits(Worker worker, BeanManager beans) {
        this.worker = worker;
        this.welds = WeldRequestContext.of(beans);
    }

    @Override
    public void call(Place place, Runnable observer) {
        if (welds.isPresent()) {
            welds.get().aside(() -> inUnit(place, observer));
        } else {
            inUnit(place, observer);
        }
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
