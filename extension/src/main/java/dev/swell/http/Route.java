package dev.swell.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;

/**
 * Serves HTTP requests, either by a method {@code void m(HttpServerExchange)} of a bean, of any visibility but private,
 * or by a bean class that implements {@link io.undertow.server.HttpHandler}. A class without a scope becomes
 * {@link ApplicationScoped}. Routes of superclasses are inherited; a method that overrides one needs the annotation itself.
 *
 * <p>
 * The code runs on a thread that may block, with a request context; {@code exchange.startBlocking()} has been called, and
 * the exchange ends when the method returns without having dispatched it. With
 * {@link io.smallrye.common.annotation.NonBlocking} on the method or class it runs on the I/O thread instead, not in
 * blocking mode, and must never block; nor must the middleware and
 * observers around it, which run there too. Whatever it throws is logged and answered with 500, if no byte of an answer has
 * left yet.
 *
 * <p>
 * Path variables are in {@code exchange.getQueryParameters()}, where they replace query values of the same name.
 */
@Documented
@Stereotype
@ApplicationScoped
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Route {

    /**
     * The path template: {@code "/hello/{name}"} where a variable takes one whole segment, or {@code "/files/*"} where
     * the star, at the end only, takes the rest of the path (query parameter {@code *}). A template with more literal
     * segments wins over one with fewer. A path is split at its slashes first and each segment decoded once then, so
     * {@code %2F} in a value is data; a slash at the end makes another path.
     */
    String value();

    /**
     * The HTTP methods it serves, in capitals; none means all. A route for GET serves HEAD too, unless another one
     * names HEAD.
     */
    String[] methods() default {};
}
