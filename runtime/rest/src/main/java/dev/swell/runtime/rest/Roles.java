package dev.swell.runtime.rest;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Guards resource methods. RESTEasy could too, but answers in its own words, past the application's exception mappers. */
final class Roles implements DynamicFeature {

    @Override
    public void configure(ResourceInfo info, FeatureContext context) {
        Stream.of(info.getResourceMethod(), info.getResourceClass()).filter(Roles::isRuled).findFirst()
                .map(Roles::allowed).ifPresent(roles -> context.register(new Guard(roles)));
    }

    private static boolean isRuled(AnnotatedElement element) {
        return Stream.of(DenyAll.class, PermitAll.class, RolesAllowed.class).anyMatch(element::isAnnotationPresent);
    }

    /** Returns who may call it, or null if everybody may. */
    private static List<String> allowed(AnnotatedElement element) {
        if (element.isAnnotationPresent(DenyAll.class)) {
            return List.of();
        }
        RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
        return roles == null ? null : List.of(roles.value());
    }

    @Priority(Priorities.AUTHORIZATION)
    private record Guard(List<String> roles) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (roles.stream().noneMatch(request.getSecurityContext()::isUserInRole)) {
                throw new ForbiddenException();
            }
        }
    }
}
