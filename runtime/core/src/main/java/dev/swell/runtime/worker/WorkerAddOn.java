package dev.swell.runtime.worker;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

import jakarta.enterprise.inject.spi.Extension;

/**
 * What an add-on on the class path brings to each container that the runtime starts. Found by
 * {@link java.util.ServiceLoader} once, made with a public constructor without parameters.
 */
public interface WorkerAddOn {

    /** Returns new instances of all that are on the class path. */
    static List<WorkerAddOn> all() {
        return ServiceLoader.load(WorkerAddOn.class, WorkerAddOn.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get).toList();
    }

    /** Returns new instances of the CDI extensions that each container gets. */
    default List<Extension> extensions() {
        return List.of();
    }

    /** Returns classes of the add-on's own that are beans in each container. */
    default List<Class<?>> beanClasses() {
        return List.of();
    }

    /**
     * Returns the names of annotations; a class of the application that has one of them, but no scope, becomes
     * application-scoped.
     */
    default Set<String> implicitBeanAnnotations() {
        return Set.of();
    }
}
