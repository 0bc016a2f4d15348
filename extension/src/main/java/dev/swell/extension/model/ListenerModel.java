package dev.swell.extension.model;

/**
 * A listener to asynchronous events.
 *
 * @param event the class of what it takes
 * @param priority its place among others: a smaller number comes earlier
 * @param place where it is declared
 * @param call calls it; it returns {@link Boolean#FALSE} to stop the chain
 */
public record ListenerModel(Class<?> event, int priority, Place place, PayloadCall call) {}
