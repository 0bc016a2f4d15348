package dev.swell.runtime.rest;

import static dev.swell.runtime.rest.RestMessages.MESSAGES;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import dev.swell.extension.model.Place;

/** What RESTEasy would accept in a resource class and then not do. */
final class ResourceRules {

    private static final Set<Class<? extends Annotation>> PARAMETERS = Set.of(BeanParam.class, CookieParam.class,
            FormParam.class, HeaderParam.class, MatrixParam.class, PathParam.class, QueryParam.class);

    private ResourceRules() {}

    static void check(Bean<?> bean, List<String> problems) {
        Class<?> type = bean.getBeanClass();
        hierarchy(type).flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(method -> isResourceMethod(method) && !Modifier.isPublic(method.getModifiers()))
                .forEach(method -> problems.add(MESSAGES.methodIsNotPublic(Place.of(type, method))));
        if (!Set.of(RequestScoped.class, Dependent.class).contains(bean.getScope())) {
            hierarchy(type).flatMap(ResourceRules::parameterMembers).forEach(member -> problems.add(
                    MESSAGES.parameterOutlivesRequest(new Place(type.getName(), member),
                            bean.getScope().getSimpleName())));
        }
    }

    /** Tells whether a class takes parts of the request into fields or setters. */
    static boolean hasParameters(Class<?> type) {
        return hierarchy(type).flatMap(ResourceRules::parameterMembers).findAny().isPresent();
    }

    private static Stream<Class<?>> hierarchy(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null && each != Object.class, Class::getSuperclass);
    }

    private static Stream<String> parameterMembers(Class<?> type) {
        return Stream.concat(
                Arrays.stream(type.getDeclaredFields()).filter(ResourceRules::isParameter).map(Field::getName),
                Arrays.stream(type.getDeclaredMethods()).filter(ResourceRules::isParameter).map(Method::getName));
    }

    /** Tells whether a field or setter takes a part of the request. */
    static boolean isParameter(Annotated member) {
        return PARAMETERS.stream().anyMatch(member::isAnnotationPresent);
    }

    private static boolean isParameter(AnnotatedElement member) {
        return PARAMETERS.stream().anyMatch(member::isAnnotationPresent);
    }

    private static boolean isResourceMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
