package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

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

    /**
     * Reads a bean, and tells whether it declares a route.
     *
     * @param ports where its routes answer: no ports at all where they are left out, nothing for the main HTTP port
     */
    boolean read(BeanClass bean, Optional<Set<String>> ports) {
        int before = routes.size();
        boolean any = read(bean);
        ports.ifPresent(own -> {
            List<RouteModel> read = routes.subList(before, routes.size());
            List<RouteModel> moved = own.isEmpty() ? List.of() : read.stream().map(route -> route.on(own)).toList();
            read.clear();
            routes.addAll(moved);
        });
        return any;
    }

    private boolean read(BeanClass bean) {
        AnnotatedType<?> type = bean.type();
        Route onClass = type.getAnnotation(Route.class);
        if (onClass != null) {
            readClass(onClass, bean);
        }
        List<AnnotatedMethod<?>> methods = bean.methods().with(Route.class);
        methods.forEach(method -> readMethod(method, bean));
        return onClass != null || !methods.isEmpty();
    }

    private void readClass(Route route, BeanClass bean) {
        if (HttpHandler.class.isAssignableFrom(bean.type().getJavaClass())) {
            add(route, bean.place(), new MemberRules(bean, problems).nonBlocking(),
                    exchange -> ((HttpHandler) bean.reference().get()).handleRequest(exchange));
        } else {
            problems.add(MESSAGES.routeClass(bean.place()));
        }
    }

    private void readMethod(AnnotatedMethod<?> annotated, BeanClass bean) {
        Method method = annotated.getJavaMember();
        Place place = bean.place(method);
        MemberRules rules = new MemberRules(bean, problems);
        boolean callable = rules.callable("Route", method);
        if (method.getParameterCount() != 1 || method.getParameterTypes()[0] != HttpServerExchange.class) {
            problems.add(MESSAGES.routeParameters(place, method.getName()));
            callable = false;
        }
        if (method.getReturnType() != void.class) {
            problems.add(MESSAGES.routeResult(place, method.getReturnType().getSimpleName()));
            callable = false;
        }
        add(annotated.getAnnotation(Route.class), place, rules.nonBlocking(annotated),
                callable ? BeanMethod.handler(bean.reference(), method) : null);
    }

    private void add(Route route, Place place, boolean nonBlocking, HttpHandler handler) {
        Set<String> methods = new LinkedHashSet<>(List.of(route.methods()));
        for (String method : methods) {
            if (!METHOD.matcher(method).matches()) {
                problems.add(MESSAGES.badMethod(place, method));
            }
        }
        try {
            routes.add(new RouteModel(PathTemplate.parse(route.value()), methods, Set.of(), nonBlocking, place,
                    handler != null ? handler : exchange -> {
                        throw new IllegalStateException("declared wrongly: " + place);
                    }));
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.badPath("Route", place, e.getMessage()));
        }
    }

    List<RouteModel> routes() {
        routes.sort(Comparator.comparing(route -> route.place().toString()));
        for (int i = 0; i < routes.size(); i++) {
            for (int j = 0; j < i; j++) {
                compare(routes.get(i), routes.get(j));
            }
        }
        return routes;
    }

    private void compare(RouteModel route, RouteModel other) {
        if (route.meets(other) && route.path().shape().equals(other.path().shape())
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
