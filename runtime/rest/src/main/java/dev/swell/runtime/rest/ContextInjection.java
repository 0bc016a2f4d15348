package dev.swell.runtime.rest;

import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InjectionTarget;
import jakarta.ws.rs.core.Context;

import org.jboss.resteasy.core.PropertyInjectorImpl;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.PropertyInjector;

/** Fills the {@code @Context} and parameter fields of resources and providers, with the provider factory of their container. */
final class ContextInjection<T> implements InjectionTarget<T> {

    private final InjectionTarget<T> container;
    private final Class<T> type;
    private final RestParts parts;
    private final boolean takesParameters;
    private volatile PropertyInjector injector;

    ContextInjection(InjectionTarget<T> container, Class<T> type, RestParts parts) {
        this.container = container;
        this.type = type;
        this.parts = parts;
        this.takesParameters = ResourceRules.hasParameters(type);
    }

    /** Tells whether there is something to fill in a class. */
    static boolean isFor(AnnotatedType<?> type) {
        return Stream.concat(type.getFields().stream(), type.getMethods().stream())
                .anyMatch(member -> member.isAnnotationPresent(Context.class) || ResourceRules.isParameter(member));
    }

    @Override
    public void inject(T instance, CreationalContext<T> creation) {
        container.inject(instance, creation);
        HttpRequest request = ResteasyContext.getContextData(HttpRequest.class);
        HttpResponse response = ResteasyContext.getContextData(HttpResponse.class);
        if (request == null || response == null) {
            injector().inject(instance, false);
        } else {
            injector().inject(request, response, instance, false);
            if (takesParameters) {
                parts.validation().checkProperties(instance);
            }
        }
    }

    private PropertyInjector injector() {
        PropertyInjector found = injector;
        if (found == null) {
            found = new PropertyInjectorImpl(type, parts.factory());
            injector = found;
        }
        return found;
    }

    @Override
    public void postConstruct(T instance) {
        container.postConstruct(instance);
    }

    @Override
    public void preDestroy(T instance) {
        container.preDestroy(instance);
    }

    @Override
    public T produce(CreationalContext<T> creation) {
        return container.produce(creation);
    }

    @Override
    public void dispose(T instance) {
        container.dispose(instance);
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return container.getInjectionPoints();
    }
}
