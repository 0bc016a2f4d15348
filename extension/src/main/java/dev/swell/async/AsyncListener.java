package dev.swell.async;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean's method that listens to events that are fired by {@link Events}: it takes the event as its only parameter, and
 * returns nothing, or a {@code boolean}: {@code false} stops the chain. It may be of any visibility but private. It gets the
 * events of the parameter's type and of its subtypes.
 *
 * <p>
 * The listeners of one event are called one after the other, on threads that may block, each in a request context of its
 * own. One that throws is tried again as often as the event's {@link Delivery} says, and then the next one's turn comes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AsyncListener {

    /** Its place among the listeners of an event: a smaller number comes earlier; with the same number by their names. */
    int priority() default 2500;
}
