package dev.swell.runtime.rest;

import static dev.swell.runtime.rest.RestMessages.MESSAGES;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.jboss.resteasy.spi.metadata.ResourceBuilder;
import org.jboss.resteasy.util.GetRestful;
import org.jboss.resteasy.util.IsHttpMethod;

import dev.swell.extension.model.Place;

/** Checks the path templates of all resources, and that their methods take from a path only what is in it. */
final class PathRules {

    private final ResourceBuilder builder = new ResourceBuilder();
    private final List<Class<?>> resources;
    private final List<String> problems;

    PathRules(List<Class<?>> resources, List<String> problems) {
        this.resources = resources;
        this.problems = problems;
    }

    void check() {
        Set<Class<?>> located = resources.stream().flatMap(this::methods).filter(PathRules::isLocator)
                .map(Method::getReturnType).collect(Collectors.toSet());
        for (Class<?> bean : resources) {
            UriTemplate outer = template(Place.of(bean),
                    GetRestful.getRootResourceClass(bean).getAnnotation(Path.class));
            boolean isOnlyRoot = located.stream().noneMatch(type -> type == Class.class || type.isAssignableFrom(bean));
            methods(bean).forEach(method -> {
                UriTemplate inner = template(Place.of(bean, method), method.getAnnotation(Path.class));
                if (isOnlyRoot && outer.problems().isEmpty() && inner.problems().isEmpty()) {
                    checkParameters(Place.of(bean, method), method, outer, inner);
                }
            });
        }
    }

    private Stream<Method> methods(Class<?> bean) {
        return Arrays.stream(GetRestful.getRootResourceClass(bean).getMethods()).map(method -> annotated(bean, method))
                .filter(Objects::nonNull).distinct()
                .sorted(Comparator.comparing(method -> Place.of(bean, method).toString()));
    }

    /** Returns the method that has the annotations, or null: also if that is ambiguous, which RESTEasy refuses. */
    private Method annotated(Class<?> bean, Method method) {
        try {
            return method.getDeclaringClass() == Object.class ? null
                    : builder.getAnnotatedMethod(GetRestful.getRootResourceClass(bean), method);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static boolean isLocator(Method method) {
        return IsHttpMethod.getHttpMethods(method) == null;
    }

    private UriTemplate template(Place place, Path path) {
        UriTemplate template = new UriTemplate(place, path == null ? "" : path.value());
        problems.addAll(template.problems());
        return template;
    }

    private void checkParameters(Place place, Method method, UriTemplate outer, UriTemplate inner) {
        Set<String> variables = new LinkedHashSet<>(outer.variables());
        variables.addAll(inner.variables());
        Arrays.stream(method.getParameters()).map(PathRules::variable)
                .filter(name -> name != null && !variables.contains(name))
                .forEach(name -> problems.add(MESSAGES.noSuchVariable(place, name, path(outer, inner))));
    }

    private static String variable(Parameter parameter) {
        PathParam annotation = parameter.getAnnotation(PathParam.class);
        return annotation == null ? null : annotation.value();
    }

    private static String path(UriTemplate outer, UriTemplate inner) {
        return Stream.of(outer, inner).map(template -> template.text().replaceAll("^/+|/+$", ""))
                .filter(text -> !text.isEmpty()).collect(Collectors.joining("/", "/", ""));
    }
}
