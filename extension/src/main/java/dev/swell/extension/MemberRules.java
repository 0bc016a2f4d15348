package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.inject.Inject;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;

import dev.swell.extension.model.Place;

/** The rules that hold for each method of a bean that Swell calls. */
final class MemberRules {

    private static final Set<Class<? extends Annotation>> CALLED_BY_CONTAINER = Set.of(Produces.class, Inject.class,
            PostConstruct.class, PreDestroy.class);
    private static final Set<Class<? extends Annotation>> PARAMETER_BY_CONTAINER = Set.of(Observes.class,
            ObservesAsync.class, Disposes.class);

    private final BeanClass bean;
    private final Problems problems;

    MemberRules(BeanClass bean, Problems problems) {
        this.bean = bean;
        this.problems = problems;
    }

    boolean callable(String annotation, Method method) {
        Optional<DefinitionException> problem = problem(annotation, method, bean.place(method));
        problem.ifPresent(problems::add);
        return problem.isEmpty();
    }

    private Optional<DefinitionException> problem(String annotation, Method method, Place place) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            return Optional.of(MESSAGES.privateMethod(annotation, place));
        }
        if (Modifier.isStatic(modifiers)) {
            return Optional.of(MESSAGES.staticMethod(annotation, place));
        }
        if (!Modifier.isPublic(modifiers) && !Modifier.isProtected(modifiers) && fromAnotherPackage(method)) {
            return Optional.of(MESSAGES.otherPackage(annotation, place, method.getDeclaringClass().getName()));
        }
        return Optional.empty();
    }

    static boolean calledByContainer(AnnotatedMethod<?> method) {
        return CALLED_BY_CONTAINER.stream().anyMatch(method::isAnnotationPresent) || method.getParameters().stream()
                .anyMatch(parameter -> PARAMETER_BY_CONTAINER.stream().anyMatch(parameter::isAnnotationPresent));
    }

    /** A proxy is in the bean class's package, so it can't pass on what only another package sees. */
    private boolean fromAnotherPackage(Method method) {
        return method.getDeclaringClass().getPackage() != bean.type().getJavaClass().getPackage();
    }

    /** Tells whether a method runs on the I/O thread: what stands on the method counts more than what is on its class. */
    boolean nonBlocking(AnnotatedMethod<?> method) {
        return method.isAnnotationPresent(NonBlocking.class) || method.isAnnotationPresent(Blocking.class)
                ? nonBlocking(method, bean.place(method.getJavaMember()))
                : nonBlocking();
    }

    /** Tells whether the bean runs on the I/O thread. */
    boolean nonBlocking() {
        return nonBlocking(bean.type(), bean.place());
    }

    private boolean nonBlocking(Annotated annotated, Place place) {
        boolean nonBlocking = annotated.isAnnotationPresent(NonBlocking.class);
        if (nonBlocking && annotated.isAnnotationPresent(Blocking.class)) {
            problems.add(MESSAGES.blockingAndNot(place));
        }
        return nonBlocking;
    }
}
