package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.websocket.OnMessage;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

import dev.swell.extension.SwellExtension;
import dev.swell.extension.model.RouteModel;
import dev.swell.extension.model.SocketCall;
import dev.swell.extension.model.SocketModel;
import dev.swell.http.Route;
import dev.swell.portability.elsewhere.ForeignBase;
import dev.swell.socket.SocketHandler;

@ArquillianTest
class CallsTest {

    private static final HttpString CALLED = new HttpString("called");

    private static void note(HttpServerExchange exchange, String what) {
        exchange.getRequestHeaders().add(CALLED, what);
    }

    public abstract static class Base<T> {
        @Route("/inherited")
        void inherited(HttpServerExchange exchange) {
            note(exchange, "inherited " + name());
        }

        @Route("/overridden")
        void overridden(HttpServerExchange exchange) {}

        @Route("/generic")
        protected abstract void generic(T exchange);

        abstract String name();
    }

    @ApplicationScoped
    static class Visible extends Base<HttpServerExchange> {
        @Inject
        Helper helper;

        @Route("/package")
        void packagePrivate(HttpServerExchange exchange) {
            note(exchange, "package " + helper.help());
        }

        @Route("/protected")
        protected void protectedOne(HttpServerExchange exchange) {
            note(exchange, "protected " + helper.help());
        }

        @Route("/public")
        public void publicOne(HttpServerExchange exchange) {
            note(exchange, "public " + helper.help());
        }

        @Override
        void overridden(HttpServerExchange exchange) {}

        @Override
        @Route("/generic")
        protected void generic(HttpServerExchange exchange) {
            note(exchange, "generic " + helper.help());
        }

        @Override
        String name() {
            return helper.help();
        }
    }

    @Dependent
    static class Helper {
        String help() {
            return "helped";
        }
    }

    @ApplicationScoped
    public static class AtHome extends ForeignBase {}

    @ApplicationScoped
    static class General {
        @Route("/specialized")
        void handle(HttpServerExchange exchange) {
            note(exchange, name());
        }

        String name() {
            return "general";
        }
    }

    @Specializes
    @ApplicationScoped
    static class Special extends General {
        @Override
        String name() {
            return "special";
        }
    }

    @Interceptor
    @Logged
    @Priority(1)
    public static class Log {
        @AroundInvoke
        Object around(InvocationContext context) throws Exception {
            if (context.getParameters()[0] instanceof HttpServerExchange exchange) {
                note(exchange, "before");
                return context.proceed();
            }
            return context.proceed() + ", intercepted";
        }
    }

    @Logged
    @ApplicationScoped
    static class Intercepted {
        @Route("/intercepted/package")
        void packagePrivate(HttpServerExchange exchange) {
            note(exchange, "package");
        }

        @Route("/intercepted/protected")
        protected void protectedOne(HttpServerExchange exchange) {
            note(exchange, "protected");
        }
    }

    @Logged
    @Dependent
    @SocketHandler(path = "/echo")
    static class Echo {
        @OnMessage
        String text(String text) {
            return text;
        }

        @OnMessage
        protected String binary(ByteBuffer bytes) {
            return "bytes " + bytes.remaining();
        }
    }

    @Dependent
    @Route("/dependent")
    static class DependentHandler implements HttpHandler {
        @Override
        public void handleRequest(HttpServerExchange exchange) {
            note(exchange, "instance " + System.identityHashCode(this));
        }

        @PreDestroy
        void end() {}
    }

    @Deployment
    static JavaArchive archive() {
        return Archives.of(Base.class, Visible.class, Helper.class, ForeignBase.class, AtHome.class, Logged.class,
                Log.class,
                Intercepted.class, Echo.class, General.class, Special.class, DependentHandler.class);
    }

    @Inject
    private SwellExtension extension;

    private List<String> call(String path) throws Exception {
        RouteModel route = extension.model().routes().stream().filter(model -> model.path().text().equals(path))
                .findFirst()
                .orElseThrow();
        HttpServerExchange exchange = new HttpServerExchange(null);
        route.handler().handleRequest(exchange);
        return List.copyOf(exchange.getRequestHeaders().get(CALLED));
    }

    @Test
    void reachTheInstanceWhateverTheVisibility() throws Exception {
        assertThat(call("/package")).containsExactly("package helped");
        assertThat(call("/protected")).containsExactly("protected helped");
        assertThat(call("/public")).containsExactly("public helped");
    }

    @Test
    void reachInheritedMethods() throws Exception {
        assertThat(call("/inherited")).containsExactly("inherited helped");
        assertThat(call("/generic")).containsExactly("generic helped");
        assertThat(call("/protected/abroad")).containsExactly("from abroad");
        assertThat(extension.model().routes()).extracting(route -> route.path().text()).doesNotContain("/overridden");
    }

    @Test
    void reachTheSpecializingBean() throws Exception {
        assertThat(call("/specialized")).containsExactly("special");
    }

    @Test
    void areIntercepted() throws Exception {
        assertThat(call("/intercepted/package")).containsExactly("before", "package");
        assertThat(call("/intercepted/protected")).containsExactly("before", "protected");
    }

    @Test
    void giveCallbacksTheirMessage() throws Throwable {
        SocketModel echo = extension.model().sockets().get(0);
        SocketCall text = new SocketCall(null, null, "hi", null, null);
        assertThat(echo.onText().orElseThrow().call(text)).isEqualTo("hi, intercepted");
        SocketCall binary = new SocketCall(null, null, new byte[3], null, null);
        assertThat(echo.onBinary().orElseThrow().call(binary)).isEqualTo("bytes 3, intercepted");
    }

    @Test
    void ofADependentBeanReachOneInstance() throws Exception {
        assertThat(call("/dependent")).isEqualTo(call("/dependent"));
    }
}
