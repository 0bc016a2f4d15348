package dev.swell.extension.model;

import java.util.Optional;

/** A method of a socket handler. */
public interface SocketCallback {

    /** Returns where it is declared. */
    Place place();

    /** Tells whether it runs on the I/O thread. */
    boolean nonBlocking();

    /** Returns the record class that it takes messages as; they are JSON then. */
    Optional<Class<?>> record();

    /** Tells whether it looks at the handshake, which then must be kept. */
    boolean takesHandshake();

    /**
     * Calls the bean, on this thread.
     *
     * @return what the method returned; null for a void one
     * @throws Throwable what the method threw
     */
    Object call(SocketCall call) throws Throwable;
}
