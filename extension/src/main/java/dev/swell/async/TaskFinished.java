package dev.swell.async;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean's method that is called after a task's handler has succeeded, in the same request context: it takes the payload, or
 * the payload and what the handler returned, and returns nothing. There is at most one for each {@link TaskHandler}. If it
 * throws, that is logged; the task is finished all the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TaskFinished {
}
