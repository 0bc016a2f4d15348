package dev.swell.extension;

import dev.swell.extension.model.Place;

/** How a runtime has asynchronous observers called: each as a unit of work. */
@FunctionalInterface
public interface AsyncObservers {

    /**
     * Calls an observer, on this thread.
     *
     * @param place where it is declared
     * @param observer calls it; what it throws is thrown on, to the event's {@code CompletionStage}
     */
    void call(Place place, Runnable observer);
}
