package dev.swell.runtime.worker.launch;

import java.util.Optional;
import java.util.ServiceLoader;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.CDIProvider;

import org.jboss.weld.environment.se.WeldContainer;

/**
 * Answers {@code CDI.current()} with the container of the worker whose code asks: that of the context class loader, or,
 * on threads that know no worker, that of the calling class. Weld's own answer goes by names of classes, which several
 * workers share.
 */
final class CurrentContainer implements CDIProvider {

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final CDIProvider others = ServiceLoader.load(CDIProvider.class, WeldContainer.class.getClassLoader())
            .findFirst().orElseThrow();

    private CurrentContainer() {}

    private static final class Holder {
        static {
            CDI.setCDIProvider(new CurrentContainer());
        }

        static void touch() {}
    }

    /** Has it answer from now on; once in the JVM. */
    static void install() {
        Holder.touch();
    }

    @Override
    public CDI<Object> getCDI() {
        Optional<ApplicationLoader> loader = of(Thread.currentThread().getContextClassLoader()).or(() -> CALLERS
                .walk(frames -> frames.flatMap(frame -> of(frame.getDeclaringClass().getClassLoader()).stream())
                        .findFirst()));
        if (loader.isEmpty()) {
            return others.getCDI();
        }
        CDI<Object> container = WeldContainer.instance(loader.get().containerId());
        if (container == null) {
            throw new IllegalStateException("the container " + loader.get().containerId() + " is closed");
        }
        return container;
    }

    private static Optional<ApplicationLoader> of(ClassLoader loader) {
        for (ClassLoader next = loader; next != null; next = next.getParent()) {
            if (next instanceof ApplicationLoader application) {
                return Optional.of(application);
            }
        }
        return Optional.empty();
    }
}
