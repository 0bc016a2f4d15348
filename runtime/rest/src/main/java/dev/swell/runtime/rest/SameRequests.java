package dev.swell.runtime.rest;

import static dev.swell.runtime.rest.RestMessages.MESSAGES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.ResourceMethodRegistry;
import org.jboss.resteasy.core.registry.ClassExpression;

import dev.swell.extension.model.Place;

/** Finds resource methods that answer the same requests: RESTEasy would take one of them, whichever that is. */
final class SameRequests {

    private final ResourceMethodRegistry registry;

    private record Bound(String path, ResourceMethodInvoker method) {}

    SameRequests(ResourceMethodRegistry registry) {
        this.registry = registry;
    }

    List<String> find() {
        Map<String, List<Bound>> byPattern = new TreeMap<>();
        registry.getBounded().forEach((path, invokers) -> invokers.forEach(invoker -> {
            if (invoker instanceof ResourceMethodInvoker method) {
                String inner = path.replaceAll("^/+|/+$", "");
                byPattern.computeIfAbsent(new ClassExpression(inner).getRegex(), pattern -> new ArrayList<>())
                        .add(new Bound("/" + inner, method));
            }
        }));
        List<String> problems = new ArrayList<>();
        byPattern.values().forEach(bound -> {
            for (int i = 0; i < bound.size(); i++) {
                for (Bound other : bound.subList(i + 1, bound.size())) {
                    compare(bound.get(i).method, other.method, other.path, problems);
                }
            }
        });
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
