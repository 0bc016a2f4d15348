package dev.swell.extension.model;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where something is declared, the way every message prints it: {@code com.acme.Shop.list(HttpServerExchange)}.
 *
 * @param bean the bean class's name
 * @param member the method with its parameter types, or empty for the class
 */
public record Place(String bean, String member) {

    /** Returns the place of a class. */
    public static Place of(Class<?> bean) {
        return new Place(bean.getName(), "");
    }

    /** Returns the place of a method, of the bean class or of one of its superclasses. */
    public static Place of(Class<?> bean, Method method) {
        return new Place(bean.getName(), Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")")));
    }

    @Override
    public String toString() {
        return member.isEmpty() ? bean : bean + "." + member;
    }
}
