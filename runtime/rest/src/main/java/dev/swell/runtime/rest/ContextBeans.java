package dev.swell.runtime.rest;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.ws.rs.container.ResourceContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Providers;
import jakarta.ws.rs.sse.Sse;

import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.plugins.providers.sse.SseImpl;

/** What {@code @Context} gives, for {@code @Inject} as well. */
final class ContextBeans {

    private static final List<Class<?>> TYPES = List.of(HttpHeaders.class, Providers.class, Request.class,
            ResourceContext.class, ResourceInfo.class, SecurityContext.class, UriInfo.class);

    private ContextBeans() {}

    static void add(AfterBeanDiscovery event) {
        TYPES.forEach(type -> event.addBean().addType(type).scope(ApplicationScoped.class)
                .produceWith(instance -> current(type)));
        event.addBean().addType(Sse.class).scope(ApplicationScoped.class).produceWith(instance -> new SseImpl());
    }

    /** Returns what stands for the object of the request that the thread works on. */
    private static Object current(Class<?> type) {
        InvocationHandler handler = (proxy, method, arguments) -> invoke(type, method, arguments);
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler);
    }

    private static Object invoke(Class<?> type, Method method, Object[] arguments) throws Throwable {
        Object current = ResteasyContext.getContextData(type);
        if (current == null) {
            throw new IllegalStateException(type.getSimpleName() + " can be used in REST requests, not on thread "
                    + Thread.currentThread().getName() + " now");
        }
        try {
            return method.invoke(current, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
