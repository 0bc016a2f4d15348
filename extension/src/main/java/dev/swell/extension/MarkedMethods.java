package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;

import dev.swell.extension.model.Place;

/**
 * The methods of a bean class that have an annotation: its own and inherited ones, but none that a subclass overrides, as
 * for observer methods. Containers differ in what they leave out themselves.
 */
final class MarkedMethods {

    private final AnnotatedType<?> type;
    private final Class<?> bean;
    private final List<Method> inherited;
    private final Problems problems;

    MarkedMethods(AnnotatedType<?> type, Problems problems) {
        this.type = type;
        this.bean = type.getJavaClass();
        this.inherited = annotatedAbstractMethods(bean);
        this.problems = problems;
    }

    List<AnnotatedMethod<?>> with(Class<? extends Annotation> annotation) {
        List<AnnotatedMethod<?>> marked = new ArrayList<>();
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Method member = method.getJavaMember();
            if (!method.getAnnotations(annotation).isEmpty() && !member.isSynthetic() && !isAbstract(member)
                    && overriding(member) == null) {
                if (MemberRules.calledByContainer(method)) {
                    problems.add(MESSAGES.calledByContainer(annotation.getSimpleName(), Place.of(bean, member)));
                } else {
                    marked.add(method);
                }
            }
        }
        findUnimplemented(annotation);
        // The JVM lists methods in no order; messages should read the same each time.
        marked.sort(Comparator.comparing(method -> method.getJavaMember().toString()));
        return marked;
    }

    /** Reports abstract methods and those of interfaces, if what implements them doesn't repeat the annotation. */
    private void findUnimplemented(Class<? extends Annotation> annotation) {
        for (Method method : inherited) {
            if (has(method, annotation)) {
                Method implementation = overriding(method);
                if (implementation == null || !has(implementation, annotation)) {
                    problems.add(MESSAGES.abstractMethod(annotation.getSimpleName(),
                            Place.of(method.getDeclaringClass(), method), bean.getName()));
                }
            }
        }
    }

    private static boolean has(Method method, Class<? extends Annotation> annotation) {
        return method.getAnnotationsByType(annotation).length > 0;
    }

    private static List<Method> annotatedAbstractMethods(Class<?> bean) {
        return ancestors(bean, new HashSet<>()).stream().filter(ancestor -> !ancestor.getName().startsWith("java."))
                .flatMap(ancestor -> Stream.of(declared(ancestor)))
                .filter(method -> isAbstract(method) && !method.isSynthetic() && method.getAnnotations().length > 0)
                .toList();
    }

    private static Set<Class<?>> ancestors(Class<?> type, Set<Class<?>> found) {
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .filter(found::add).forEach(ancestor -> ancestors(ancestor, found));
        return found;
    }

    /** Returns the method that a subclass, up to the bean class, has in the place of this one, or null. */
    private Method overriding(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        return Stream.<Class<?>>iterate(bean, type -> type != null && type != declaring, Class::getSuperclass)
                .flatMap(type -> Stream.of(declared(type))).filter(other -> overrides(other, method)).findFirst()
                .orElse(null);
    }

    private static boolean overrides(Method other, Method method) {
        int modifiers = method.getModifiers();
        boolean visible = Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)
                || !Modifier.isPrivate(modifiers)
                        && other.getDeclaringClass().getPackage() == method.getDeclaringClass().getPackage();
        return visible && sameSignature(other, method) && !Modifier.isStatic(modifiers)
                && !Modifier.isPrivate(other.getModifiers()) && !(other.isBridge() && onlyWidensAccess(other));
    }

    private static boolean sameSignature(Method one, Method other) {
        return one.getName().equals(other.getName())
                && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }

    /** A public class gets a bridge for each public method of a package-private superclass: that is no override. */
    private static boolean onlyWidensAccess(Method bridge) {
        return Stream.of(declared(bridge.getDeclaringClass()))
                .noneMatch(method -> !method.isBridge() && method.getName().equals(bridge.getName())
                        && takes(method.getParameterTypes(), bridge.getParameterTypes()));
    }

    private static boolean takes(Class<?>[] parameters, Class<?>[] wider) {
        if (parameters.length != wider.length) {
            return false;
        }
        for (int i = 0; i < wider.length; i++) {
            if (!wider[i].isAssignableFrom(parameters[i])) {
                return false;
            }
        }
        return true;
    }

    private static Method[] declared(Class<?> type) {
        try {
            return type.getDeclaredMethods();
        } catch (LinkageError e) {
            // A library's class that needs what isn't there; the container has its own opinion of it.
            return new Method[0];
        }
    }

    private static boolean isAbstract(Method method) {
        return Modifier.isAbstract(method.getModifiers()) || method.getDeclaringClass().isInterface();
    }
}
