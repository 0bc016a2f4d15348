package dev.swell.runtime.rest;

import static dev.swell.runtime.rest.RestMessages.MESSAGES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.ResourceMethodRegistry;
import org.jboss.resteasy.spi.ResourceInvoker;

import dev.swell.extension.model.Place;

/** Finds resource methods that answer the same requests: RESTEasy would take one of them, whichever that is. */
final class SameRequests {

    private final ResourceMethodRegistry registry;

    SameRequests(ResourceMethodRegistry registry) {
        this.registry = registry;
    }

    List<String> find() {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, List<ResourceInvoker>> path : registry.getBounded().entrySet()) {
            List<ResourceMethodInvoker> methods = path.getValue().stream()
                    .filter(ResourceMethodInvoker.class::isInstance).map(ResourceMethodInvoker.class::cast).toList();
            for (int i = 0; i < methods.size(); i++) {
                for (ResourceMethodInvoker other : methods.subList(i + 1, methods.size())) {
                    compare(methods.get(i), other, path.getKey(), problems);
                }
            }
        }
        return problems;
    }

    private static void compare(ResourceMethodInvoker one, ResourceMethodInvoker other, String path,
            List<String> problems) {
        one.getHttpMethods().stream().filter(other.getHttpMethods()::contains).findFirst()
                .filter(method -> same(one.getConsumes(), other.getConsumes())
                        && same(one.getProduces(), other.getProduces()))
                .ifPresent(method -> problems.add(MESSAGES.sameRequest(place(one), place(other), method, path)));
    }

    private static boolean same(MediaType[] some, MediaType[] others) {
        return some.length == 0 && others.length == 0 || some.length > 0 && others.length > 0
                && Set.copyOf(List.of(some)).stream().anyMatch(List.of(others)::contains);
    }

    private static Place place(ResourceMethodInvoker method) {
        return Place.of(method.getResourceClass(), method.getMethod());
    }
}
