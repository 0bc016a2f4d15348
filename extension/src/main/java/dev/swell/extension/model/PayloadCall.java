package dev.swell.extension.model;

/** A method that takes a payload or an event. */
@FunctionalInterface
public interface PayloadCall {

    /**
     * Calls the bean, on this thread.
     *
     * @return what the method returned; null for a void one
     * @throws Throwable what the method threw
     */
    Object call(Object payload) throws Throwable;
}
