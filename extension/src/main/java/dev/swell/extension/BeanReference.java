package dev.swell.extension;

import java.util.function.Supplier;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/**
 * A reference to a bean that is resolved at its first use: the model is built before the container has started. A
 * dependent bean gets one instance, which lives as long as the container.
 */
final class BeanReference implements Supplier<Object> {

    private final BeanManager beans;
    private final Bean<?> bean;
    private final Class<?> type;
    private volatile Object resolved;
    private CreationalContext<?> creation;

    BeanReference(BeanManager beans, Bean<?> bean, Class<?> type) {
        this.beans = beans;
        this.bean = bean;
        this.type = type;
    }

    @Override
    public Object get() {
        Object reference = resolved;
        return reference != null ? reference : resolve();
    }

    private synchronized Object resolve() {
        if (resolved == null) {
            creation = beans.createCreationalContext(bean);
            resolved = beans.getReference(bean, type, creation);
        }
        return resolved;
    }

    /** Destroys the instance if it is a dependent one; the container does that for all others. */
    synchronized void release() {
        if (creation != null) {
            creation.release();
        }
    }
}
