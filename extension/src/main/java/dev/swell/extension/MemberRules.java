package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import jakarta.enterprise.inject.spi.Annotated;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;

import dev.swell.extension.model.Place;

/** The rules that hold for each method Swell calls. */
final class MemberRules {

    private MemberRules() {}

    static boolean callable(String annotation, Method method, Place place, Problems problems) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            problems.add(MESSAGES.privateMethod(annotation, place));
            return false;
        }
        if (Modifier.isStatic(modifiers)) {
            problems.add(MESSAGES.staticMethod(annotation, place));
            return false;
        }
        if (Modifier.isAbstract(modifiers)) {
            problems.add(MESSAGES.abstractMethod(annotation, place));
            return false;
        }
        return true;
    }

    /** Tells whether a method runs on the I/O thread: what stands on the method counts more than what is on its class. */
    static boolean nonBlocking(Annotated member, Annotated type, Place place, Problems problems) {
        if (member.isAnnotationPresent(NonBlocking.class) || member.isAnnotationPresent(Blocking.class)) {
            if (member.isAnnotationPresent(NonBlocking.class) && member.isAnnotationPresent(Blocking.class)) {
                problems.add(MESSAGES.blockingAndNot(place));
            }
            return member.isAnnotationPresent(NonBlocking.class);
        }
        return member != type && nonBlocking(type, type, place, problems);
    }
}
