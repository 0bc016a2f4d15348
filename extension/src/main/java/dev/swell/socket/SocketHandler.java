package dev.swell.socket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;

/**
 * A bean that handles connections: one handler model for every protocol. A class without a scope becomes
 * {@link ApplicationScoped}; one instance then serves all connections.
 *
 * <p>
 * Its methods, of any visibility but private and each optional, are marked {@link OnHandshake}, or
 * {@code @OnOpen}, {@code @OnMessage}, {@code @OnClose} and {@code @OnError} of {@code jakarta.websocket}. Parameters, in
 * any order and each optional: {@link Connection}; {@link Handshake}; the message as {@code String} (text),
 * {@code byte[]} or {@code ByteBuffer} (binary), or a record (text that is JSON); {@code CloseReason} in {@code @OnClose}; {@code Throwable} in
 * {@code @OnError}. What {@code @OnMessage} returns ({@code String}, {@code byte[]}, {@code ByteBuffer} or a record, as JSON), if not null,
 * is sent back. There may be one {@code @OnMessage} for text and one for binary messages; a message of a kind that no
 * method takes closes the connection with 1003.
 *
 * <p>
 * Each call is a unit of work of its own, with a fresh request context and the cleaners after it, on a thread that may
 * block (with {@link io.smallrye.common.annotation.NonBlocking}: on the I/O thread). The calls for one connection come
 * one at a time, in order. What a method throws goes to {@code @OnError}, or is logged where there is none; after a
 * failed {@code @OnOpen} the connection is closed with 1011.
 */
@Documented
@Stereotype
@ApplicationScoped
@Repeatable(SocketHandlers.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SocketHandler {

    /**
     * WebSocket: the path template on the port, as in {@link dev.swell.http.Route#value()}. TCP and UDP: the name of the
     * listener, which connections have as their path; empty means the protocol and the simple name of the class, such as
     * {@code tcp:Echo}, and {@code tcp:Echo#2} for the second listener of a class.
     */
    String path() default "";

    /**
     * The port; empty means the main HTTP port. {@code "0"} is any free port, {@code "off"} leaves the handler out.
     * Configuration expressions such as <code>${key:default}</code> serve.
     */
    String port() default "";

    /** The address to bind; empty means {@code swell.http.host}. */
    String host() default "";

    /** The protocol. */
    Protocol protocol() default Protocol.WEBSOCKET;

    /** TCP: frames end with this text, which is taken off incoming frames and added to outgoing ones. */
    String delimiter() default "";

    /** TCP: frames begin with their length, big-endian, in 1, 2 or 4 bytes; 0 means no length. */
    int lengthField() default 0;

    /**
     * The largest message taken, such as {@code "4M"}; empty means {@code swell.socket.max-frame}. A larger one closes
     * the connection (WebSocket: with 1009).
     */
    String maxFrame() default "";

    /** WebSocket: the subprotocols spoken, best first; the first that the client offers too is chosen. */
    String[] subprotocols() default {};
}
