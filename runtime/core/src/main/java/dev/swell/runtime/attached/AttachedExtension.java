package dev.swell.runtime.attached;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

import dev.swell.extension.SwellExtension;
import dev.swell.runtime.config.Configuration;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.master.Addresses;
import dev.swell.runtime.master.Master;
import dev.swell.runtime.worker.Container;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.WorkerAddOn;
import dev.swell.runtime.worker.WorkerThreads;

/**
 * Serves the container that has found this extension on the class path, from the end of its start to the beginning of its
 * end. Containers that Swell starts itself don't find it.
 */
public class AttachedExtension implements Extension {

    // half of what there is, since Weld compares priorities by a difference that may overflow
    private static final int FIRST = Integer.MIN_VALUE / 2;
    private static final int LAST = Integer.MAX_VALUE / 2;

    private final Set<Class<?>> addedBeans = WorkerAddOn.all().stream().flatMap(addOn -> addOn.beanClasses().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    private final AtomicReference<Master> master = new AtomicReference<>();

    void found(@Observes ProcessAnnotatedType<?> event) {
        addedBeans.remove(event.getAnnotatedType().getJavaClass());
    }

    /** What the container hasn't found: in one jar with everything, nothing says that they are beans. */
    void addBeans(@Observes AfterTypeDiscovery event) {
        addedBeans.forEach(type -> event.addAnnotatedType(type, type.getName()));
    }

    /**
     * Comes before {@link Startup} where there is that event, and is all there is in weld-embedded, whose payload is a
     * plain object.
     */
    void initialized(@Observes @Initialized(ApplicationScoped.class) @Priority(LAST) Object payload,
            BeanManager beans) {
        if (payload.getClass() == Object.class) {
            start(beans);
        }
    }

    void startup(@Observes @Priority(LAST) Startup event, BeanManager beans) {
        start(beans);
    }

    void shutdown(@Observes @Priority(FIRST) Shutdown event) {
        stop();
    }

    void beforeDestroyed(
            @Observes @BeforeDestroyed(ApplicationScoped.class) @Priority(FIRST) Object payload) {
        stop();
    }

    void destroyed(@Observes @Destroyed(ApplicationScoped.class) @Priority(FIRST) Object payload) {
        stop();
    }

    private void start(BeanManager beans) {
        if (master.get() != null) {
            return;
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Settings settings = Configuration.attached(loader).settings();
        if (!settings.attached()) {
            return;
        }
        SwellExtension extension = beans.getExtension(SwellExtension.class);
        Container container = new Container(loader, beans, extension, () -> {});
        Master started = Master.start(settings, (id, server) -> new Worker(id, container,
                WorkerThreads.of(id, settings, loader), settings));
        master.set(started);
        AttachedLogger.LOG.serves(Addresses.of(started.listeners()));
    }

    private void stop() {
        Master running = master.getAndSet(null);
        if (running != null) {
            running.close();
        }
    }
}
