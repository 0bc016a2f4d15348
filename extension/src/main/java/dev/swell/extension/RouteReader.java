package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

import dev.swell.extension.model.PathTemplate;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.RouteModel;
import dev.swell.http.Route;

/** Turns {@link Route}s of bean classes into {@link RouteModel}s. */
final class RouteReader {

    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z0-9-]*");

    private final Problems problems;
    private final List<RouteModel> routes = new ArrayList<>();

    RouteReader(Problems problems) {
        this.problems = problems;
    }

    void read(AnnotatedType<?> type, BeanReference bean) {
        Route onClass = type.getAnnotation(Route.class);
        if (onClass != null) {
            Place place = Place.of(type.getJavaClass());
            if (HttpHandler.class.isAssignableFrom(type.getJavaClass())) {
                add(onClass, place, MemberRules.nonBlocking(type, type, place, problems),
                        exchange -> ((HttpHandler) bean.get()).handleRequest(exchange));
            } else {
                problems.add(MESSAGES.routeClass(place));
            }
        }
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Route onMethod = method.getAnnotation(Route.class);
            if (onMethod != null && !method.getJavaMember().isSynthetic()) {
                readMethod(onMethod, type, method, bean);
            }
        }
    }

    private void readMethod(Route route, AnnotatedType<?> type, AnnotatedMethod<?> annotated, BeanReference bean) {
        Method method = annotated.getJavaMember();
        Place place = Place.of(type.getJavaClass(), method);
        boolean callable = MemberRules.callable("Route", method, place, problems);
        if (method.getParameterCount() != 1 || method.getParameterTypes()[0] != HttpServerExchange.class) {
            problems.add(MESSAGES.routeParameters(place, method.getName()));
            callable = false;
        }
        if (method.getReturnType() != void.class) {
            problems.add(MESSAGES.routeResult(place, method.getReturnType().getSimpleName()));
            callable = false;
        }
        add(route, place, MemberRules.nonBlocking(annotated, (Annotated) type, place, problems),
                callable ? BeanMethod.handler(bean, method) : null);
    }

    private void add(Route route, Place place, boolean nonBlocking, HttpHandler handler) {
        Set<String> methods = new LinkedHashSet<>(List.of(route.methods()));
        for (String method : methods) {
            if (!METHOD.matcher(method).matches()) {
                problems.add(MESSAGES.badMethod(place, method));
            }
        }
        try {
            routes.add(new RouteModel(PathTemplate.parse(route.value()), methods, nonBlocking, place,
                    handler != null ? handler : exchange -> {
                        throw new IllegalStateException("declared wrongly: " + place);
                    }));
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.badPath("Route", place, e.getMessage()));
        }
    }

    List<RouteModel> routes() {
        for (int i = 0; i < routes.size(); i++) {
            for (int j = 0; j < i; j++) {
                compare(routes.get(i), routes.get(j));
            }
        }
        return routes;
    }

    private void compare(RouteModel route, RouteModel other) {
        if (route.path().shape().equals(other.path().shape())
                && route.methods().isEmpty() == other.methods().isEmpty()) {
            Set<String> shared = new TreeSet<>(route.methods());
            shared.retainAll(other.methods());
            if (!shared.isEmpty() || route.methods().isEmpty()) {
                problems.add(MESSAGES.sameRoute(route.place(), other.place(),
                        shared.isEmpty() ? "all methods" : String.join(", ", shared), route.path()));
            }
        }
    }
}
