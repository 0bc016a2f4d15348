package dev.swell.extension.scope;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

/** The instances of a scope's beans: those of a request, a lane or a session. */
public interface Instances {

    /** Returns the bean's instance, or null if there is none. */
    <T> T find(Contextual<T> bean);

    /** Returns the bean's instance, made if need be. */
    <T> T obtain(Contextual<T> bean, CreationalContext<T> creation);

    /** Destroys the bean's instance, if there is one. */
    void destroy(Contextual<?> bean);
}
