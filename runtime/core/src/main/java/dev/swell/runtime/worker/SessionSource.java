package dev.swell.runtime.worker;

/** Where a unit of work finds its client's session. Used by one thread at a time. */
public interface SessionSource {

    /** Returns the beans of the session, or null if there is no session. */
    SessionBeans find();

    /**
     * Returns the beans of the session, which is begun if need be.
     *
     * @throws IllegalStateException if it is too late to begin one, with the reason
     */
    SessionBeans begin();
}
