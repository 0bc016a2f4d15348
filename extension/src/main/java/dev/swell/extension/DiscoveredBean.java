package dev.swell.extension;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;

/**
 * What is kept of a {@link ProcessBean} event, which can't be asked once its observer has returned.
 *
 * @param bean the bean
 * @param type its class, if it is one, not produced
 * @param priority its {@code @Priority}; without one, after all that have one
 */
record DiscoveredBean(Bean<?> bean, Optional<AnnotatedType<?>> type, int priority) {

    static DiscoveredBean of(ProcessBean<?> event) {
        Annotated annotated = event.getAnnotated();
        Priority priority = annotated == null ? null : annotated.getAnnotation(Priority.class);
        Optional<AnnotatedType<?>> type = event instanceof ProcessManagedBean<?> managed
                ? Optional.of(managed.getAnnotatedBeanClass()) : Optional.empty();
        return new DiscoveredBean(event.getBean(), type, priority == null ? Integer.MAX_VALUE : priority.value());
    }

    /** Returns the bean class that this bean replaces. */
    Optional<Class<?>> specialized() {
        return type.filter(found -> found.isAnnotationPresent(Specializes.class))
                .map(found -> found.getJavaClass().getSuperclass());
    }
}
