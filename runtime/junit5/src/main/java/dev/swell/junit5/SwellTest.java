package dev.swell.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that runs against an application, served in this JVM as {@code swell.jar start} serves it, on free ports of
 * the loopback address and with an empty state directory. The application starts before the class's first test and stops after its last; nested classes
 * share it. If it fails to start, the class fails with the reason. Classes may run at the same time: each has an application
 * of its own.
 *
 * <p>
 * Fields with {@code @Inject}, and parameters of the constructor and of test and lifecycle methods, get the application's
 * beans. Beside those there are {@link BaseUri}, {@link ManagementUri} and {@link WebSocketClient}.
 *
 * <pre>
 * &#64;SwellTest(config = "greeting=Ahoy")
 * class GreetingTest {
 *
 *     &#64;Inject
 *     &#64;BaseUri
 *     URI base;
 *
 *     &#64;Test
 *     void greets(WebSocketClient sockets) {
 *         try (ClientSocket socket = sockets.connect("/greetings")) {
 *             socket.send("Ann");
 *             assertThat(socket.text()).isEqualTo("Ahoy, Ann!");
 *         }
 *     }
 * }
 * </pre>
 *
 * The beans are those of the application's container, its classes those of the test: both see the same ones. Test code runs
 * outside requests, so request-, session- and lane-scoped beans have no context in it.
 */
@Inherited
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SwellTestExtension.class)
public @interface SwellTest {

    /** The application's directories of classes and jars, all of them on the class path too; relative to the project. */
    String[] app() default "target/classes";

    /** Configuration, as {@code "key=value"}; it wins over all other sources. */
    String[] config() default {};

    /** The configuration profile; empty for that of the environment. */
    String profile() default "";
}
