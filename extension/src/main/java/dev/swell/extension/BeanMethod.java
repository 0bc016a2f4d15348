package dev.swell.extension;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.function.Supplier;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Calls of a bean's method, by a method handle on the bean's reference, so that interceptors take part. */
final class BeanMethod {

    private BeanMethod() {}

    /**
     * Returns a handle for the method with a receiver of type {@code Object}.
     *
     * @throws IllegalStateException if the class is in a module that is not open to this one
     */
    static MethodHandle handle(Method method) {
        try {
            MethodHandle handle = MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup())
                    .unreflect(method);
            return handle.asType(handle.type().changeParameterType(0, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e.getMessage() + ": open the package to Swell", e);
        }
    }

    /** Returns a handler of requests that calls a {@code void m(HttpServerExchange)}. */
    static HttpHandler handler(Supplier<?> bean, Method method) {
        MethodHandle handle = handle(method).asType(
                MethodType.methodType(void.class, Object.class, HttpServerExchange.class));
        return exchange -> {
            try {
                handle.invokeExact((Object) bean.get(), exchange);
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new UndeclaredThrowableException(e);
            }
        };
    }
}
