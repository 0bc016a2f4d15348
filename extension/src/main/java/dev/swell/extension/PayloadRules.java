package dev.swell.extension;

import static dev.swell.extension.AsyncMessages.MESSAGES;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.swell.extension.model.Place;

/** The rules for methods that take a payload or an event. */
final class PayloadRules {

    private final String annotation;
    private final BeanClass bean;
    private final Problems problems;

    PayloadRules(String annotation, BeanClass bean, Problems problems) {
        this.annotation = annotation;
        this.bean = bean;
        this.problems = problems;
    }

    /**
     * Checks a method, and tells whether it can be called.
     *
     * @param most how many parameters it may have
     * @param instead what to write, but for the method's name
     */
    boolean check(Method method, int most, String instead) {
        boolean callable = new MemberRules(bean, problems).callable(annotation, method);
        Place place = bean.place(method);
        int count = method.getParameterCount();
        if (count < 1 || count > most) {
            problems.add(MESSAGES.parameters(annotation, place, count == 0 ? "nothing" : parameters(method),
                    instead.formatted(method.getName())));
            return false;
        }
        return check(method.getGenericParameterTypes()[0], method.getParameterTypes()[0], place) && callable;
    }

    private static String parameters(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", "));
    }

    private boolean check(Type generic, Class<?> type, Place place) {
        if (type.isPrimitive() || type.isArray()) {
            problems.add(
                    MESSAGES.payload(annotation, place, generic.getTypeName(), "put it into a record of your own"));
            return false;
        }
        if (!(generic instanceof Class)) {
            problems.add(MESSAGES.payload(annotation, place, generic.getTypeName(),
                    "JSON has no type arguments, so put it into a record of your own"));
            return false;
        }
        if (type == Object.class) {
            problems.add(MESSAGES.payload(annotation, place, "Object", "name the class of what it is to take"));
            return false;
        }
        return true;
    }
}
