package dev.swell.runtime.worker;

import java.util.Optional;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;

import org.jboss.weld.context.RequestContext;
import org.jboss.weld.context.unbound.UnboundLiteral;

/** The one request context that Weld has for all asynchronous observers of an event; it refuses two at once. */
final class WeldRequestContext {

    private final Instance<RequestContext> contexts;

    private WeldRequestContext(BeanManager beans) {
        contexts = beans.createInstance().select(RequestContext.class, UnboundLiteral.INSTANCE);
    }

    /** Returns it, if the container is Weld. */
    static Optional<WeldRequestContext> of(BeanManager beans) {
        try {
            return Optional.of(new WeldRequestContext(beans)).filter(found -> found.contexts.isResolvable());
        } catch (NoClassDefFoundError e) {
            return Optional.empty(); // no Weld far and wide
        }
    }

    /** Runs code with it put aside. */
    void aside(Runnable code) {
        RequestContext context = contexts.get();
        if (!context.isActive()) {
            code.run();
            return;
        }
        context.deactivate();
        try {
            code.run();
        } finally {
            context.activate();
        }
    }
}
