package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.UnproxyableResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import dev.swell.extension.model.Place;

/**
 * A reference to a bean that is resolved at its first use: the model is built before the container has started. A
 * dependent bean gets one instance, which lives as long as the container.
 */
final class BeanReference implements Supplier<Object> {

    private static final int UNPROXIED = Modifier.PRIVATE | Modifier.STATIC;

    private final BeanManager beans;
    private final Bean<?> bean;
    private final Class<?> type;
    private final ReentrantLock lock = new ReentrantLock();
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

    /** Reports what would make the first call fail. */
    void check(Problems problems) {
        Place place = Place.of(bean.getBeanClass());
        if (!bean.getTypes().contains(type)) {
            problems.add(MESSAGES.hiddenType(place, type.getSimpleName() + ".class"));
        } else if (beans.isNormalScope(bean.getScope())) {
            obstacle().ifPresent(reason -> problems
                    .add(MESSAGES.notProxyable(place, bean.getScope().getSimpleName(), reason)));
        }
    }

    private Optional<String> obstacle() {
        if (Modifier.isFinal(type.getModifiers())) {
            return Optional.of("the class is final");
        }
        for (Class<?> declaring = type; declaring != null
                && declaring != Object.class; declaring = declaring.getSuperclass()) {
            for (Method method : declaring.getDeclaredMethods()) {
                if (Modifier.isFinal(method.getModifiers()) && (method.getModifiers() & UNPROXIED) == 0) {
                    return Optional.of("its method " + Place.of(type, method).member() + " is final");
                }
            }
        }
        try {
            resolve();
            return Optional.empty();
        } catch (UnproxyableResolutionException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Object resolve() {
        lock.lock();
        try {
            if (resolved == null) {
                CreationalContext<?> context = beans.createCreationalContext(bean);
                resolved = beans.getReference(bean, type, context);
                creation = context;
            }
            return resolved;
        } finally {
            lock.unlock();
        }
    }

    /** Destroys the instance if it is a dependent one, once; the container does that for all others. */
    void release() {
        lock.lock();
        try {
            if (creation != null) {
                creation.release();
                creation = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
