package dev.swell.state;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.util.AnnotationLiteral;

/**
 * A bean that stays in memory like an application-scoped one, but is used by one unit of work at a time. Its instances
 * belong to a lane; a unit of work holds a lane from its beginning to its end, and there are never more lanes than units of
 * work at once. For beans that keep state in fields between calls of the same request and were not written for threads.
 *
 * <p>
 * The scope is active during requests, messages, tasks, events and jobs, and nowhere else; a lane's instances are
 * destroyed, with {@code @PreDestroy}, when the worker closes.
 */
@NormalScope
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface LaneScoped {

    /** The annotation as an object, for extensions. */
    final class Literal extends AnnotationLiteral<LaneScoped> implements LaneScoped {
        /** The only one. */
        public static final Literal INSTANCE = new Literal();
        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
