package dev.swell.extension;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;

/**
 * What is kept of a {@link ProcessBean} event, which can't be asked once its observer has returned.
 *
 * @param bean the bean
 * @param managed whether it is a class, not produced
 * @param priority its {@code @Priority}; without one, after all that have one
 */
record DiscoveredBean(Bean<?> bean, boolean managed, int priority) {

    static DiscoveredBean of(ProcessBean<?> event) {
        Annotated annotated = event.getAnnotated();
        Priority priority = annotated == null ? null : annotated.getAnnotation(Priority.class);
        return new DiscoveredBean(event.getBean(), event instanceof ProcessManagedBean,
                priority == null ? Integer.MAX_VALUE : priority.value());
    }
}
