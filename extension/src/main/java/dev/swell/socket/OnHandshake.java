package dev.swell.socket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method {@code boolean m(Handshake)} of a {@link SocketHandler} that is asked before the upgrade: {@code false} refuses
 * with 403, an exception with 500. It runs in the request context of the upgrade request.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnHandshake {
}
