package dev.swell.async;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean's method that does the tasks of one payload type: it takes the payload as its only parameter, and returns a result
 * for {@link TaskFinished} or nothing. It may be of any visibility but private. There is exactly one handler for a payload
 * type; it also takes payloads of subtypes that have none of their own.
 *
 * <p>
 * It runs on a thread that may block, in a request context of its own, after which the cleaners run. It is done at least
 * once: after a crash of the process a durable task is done again, so let a handler find out what it has done already.
 * Whatever it throws makes the try a failed one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TaskHandler {

    /** How often a task is tried in all, at least once, where its {@link Delivery} doesn't say. */
    int tries() default 1;

    /** The wait after the first failed try, such as {@code "500ms"}, {@code "10s"} or {@code "PT1M"}. */
    String retryDelay() default "0s";

    /** What each further wait is multiplied by, at least 1; no wait gets longer than a day by that. */
    double multiplier() default 1.0;
}
