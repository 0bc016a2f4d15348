package dev.swell.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.websocket.OnMessage;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

import dev.swell.extension.elsewhere.ForeignBase;
import dev.swell.extension.model.RouteModel;
import dev.swell.extension.model.SocketCall;
import dev.swell.http.Route;
import dev.swell.socket.SocketHandler;

class BeanMethodsTest {

    private static final HttpString CALLED = new HttpString("called");

    private final SwellExtension extension = new SwellExtension(ExtensionSettings.none());
    private WeldContainer container;

    private void start(Class<?>... beans) {
        container = new Weld().disableDiscovery().addExtension(extension).addBeanClasses(beans).initialize();
    }

    @AfterEach
    void stop() {
        if (container != null && container.isRunning()) {
            container.close();
        }
    }

    private List<String> paths() {
        return extension.model().routes().stream().map(route -> route.path().text()).sorted().toList();
    }

    /** Calls the route and returns what its methods noted on the exchange. */
    private List<String> call(String path) throws Exception {
        RouteModel route = extension.model().routes().stream().filter(model -> model.path().text().equals(path))
                .findFirst()
                .orElseThrow();
        HttpServerExchange exchange = new HttpServerExchange(null);
        route.handler().handleRequest(exchange);
        return exchange.getRequestHeaders().contains(CALLED) ? List.copyOf(exchange.getRequestHeaders().get(CALLED))
                : List.of();
    }

    private static void note(HttpServerExchange exchange, String what) {
        exchange.getRequestHeaders().add(CALLED, what);
    }

    @ApplicationScoped
    static class Visible {
        private final String field = "field";

        @Route("/package")
        void packagePrivate(HttpServerExchange exchange) {
            note(exchange, "package " + field);
        }

        @Route("/protected")
        protected void protectedOne(HttpServerExchange exchange) {
            note(exchange, "protected " + field);
        }

        @Route("/public")
        public void publicOne(HttpServerExchange exchange) {
            note(exchange, "public " + field);
        }
    }

    @Test
    void reachTheInstanceWhateverTheirVisibility() throws Exception {
        start(Visible.class);
        assertThat(call("/package")).containsExactly("package field");
        assertThat(call("/protected")).containsExactly("protected field");
        assertThat(call("/public")).containsExactly("public field");
    }

    @ApplicationScoped
    static class Derived extends Base {
        @Override
        @Route("/moved/here")
        void moved(HttpServerExchange exchange) {
            note(exchange, "derived");
        }

        @Override
        void gone(HttpServerExchange exchange) {}
    }

    static class Base {
        @Route("/kept")
        void kept(HttpServerExchange exchange) {
            note(exchange, "kept");
        }

        @Route("/moved")
        void moved(HttpServerExchange exchange) {
            note(exchange, "base");
        }

        @Route("/gone")
        void gone(HttpServerExchange exchange) {
            note(exchange, "base");
        }
    }

    @Test
    void areInheritedUnlessOverridden() throws Exception {
        start(Derived.class);
        assertThat(paths()).containsExactly("/kept", "/moved/here");
        assertThat(call("/kept")).containsExactly("kept");
        assertThat(call("/moved/here")).containsExactly("derived");
    }

    @Specializes
    @ApplicationScoped
    static class Special extends Visible {}

    @Test
    void ofASpecializedBeanAreLeftToTheOtherOne() {
        start(Visible.class, Special.class);
        assertThat(extension.model().routes()).hasSize(3).extracting(route -> route.place().bean())
                .containsOnly(Special.class.getName());
    }

    abstract static class Generic<T> {
        @Route("/generic")
        abstract void handle(T exchange);
    }

    @ApplicationScoped
    static class Concrete extends Generic<HttpServerExchange> {
        @Override
        @Route("/generic")
        void handle(HttpServerExchange exchange) {
            note(exchange, "concrete");
        }
    }

    @Test
    void areReadOnceThoughTheCompilerAddsABridge() throws Exception {
        start(Concrete.class);
        assertThat(paths()).containsExactly("/generic");
        assertThat(call("/generic")).containsExactly("concrete");
    }

    static class Narrow {
        @Route("/narrow")
        public void handle(HttpServerExchange exchange) {
            note(exchange, "narrow");
        }
    }

    @ApplicationScoped
    public static class Wide extends Narrow {}

    @Test
    void areInheritedFromANarrowerClass() throws Exception {
        start(Wide.class);
        assertThat(paths()).containsExactly("/narrow");
        assertThat(call("/narrow")).containsExactly("narrow");
    }

    @ApplicationScoped
    static class AtHome extends ForeignBase {}

    @Test
    void areInheritedFromAnotherPackageIfProtected() throws Exception {
        start(AtHome.class);
        assertThat(call("/protected")).containsExactly("from abroad");
    }

    @Interceptor
    @Logged
    @Priority(1)
    static class Log {
        @AroundInvoke
        Object around(InvocationContext context) throws Exception {
            if (context.getParameters()[0] instanceof HttpServerExchange exchange) {
                note(exchange, "before " + context.getMethod().getName());
                return context.proceed();
            }
            return context.proceed() + ", intercepted";
        }
    }

    @Logged
    @ApplicationScoped
    static class Intercepted {
        @Route("/package")
        void packagePrivate(HttpServerExchange exchange) {
            note(exchange, "package");
        }

        @Route("/protected")
        protected void protectedOne(HttpServerExchange exchange) {
            note(exchange, "protected");
        }
    }

    @Logged
    @Dependent
    @SocketHandler(path = "/echo")
    static class InterceptedEcho {
        @OnMessage
        String echo(String text) {
            return text;
        }
    }

    @Test
    void areIntercepted() throws Throwable {
        start(Log.class, Intercepted.class, InterceptedEcho.class);
        assertThat(call("/package")).containsExactly("before packagePrivate", "package");
        assertThat(call("/protected")).containsExactly("before protectedOne", "protected");
        SocketCall message = new SocketCall(null, null, "hi", null, null);
        assertThat(extension.model().sockets().get(0).onText().orElseThrow().call(message))
                .isEqualTo("hi, intercepted");
    }

    @ApplicationScoped
    static class Throwing {
        @Route("/checked")
        void checked(HttpServerExchange exchange) throws Exception {
            throw new Exception("checked");
        }

        @Route("/error")
        void error(HttpServerExchange exchange) {
            throw new AssertionError("error");
        }
    }

    @Test
    void throwWhatTheyThrow() {
        start(Throwing.class);
        assertThatThrownBy(() -> call("/checked")).isExactlyInstanceOf(Exception.class).hasMessage("checked");
        assertThatThrownBy(() -> call("/error")).isExactlyInstanceOf(AssertionError.class).hasMessage("error");
    }

    private static final List<String> ENDED = new ArrayList<>();

    @Dependent
    static class Part {
        @PreDestroy
        void end() {
            ENDED.add("part");
        }
    }

    @ApplicationScoped
    static class Neighbour {
        String greet() {
            return " with neighbour";
        }

        @PreDestroy
        void end() {
            ENDED.add("neighbour");
        }
    }

    @Dependent
    @Route("/dependent")
    static class DependentHandler implements HttpHandler {
        @Inject
        Part part;
        @Inject
        Neighbour neighbour;

        @Override
        public void handleRequest(HttpServerExchange exchange) {
            note(exchange, "instance " + System.identityHashCode(this));
        }

        @PreDestroy
        void end() {
            ENDED.add("dependent" + neighbour.greet());
        }
    }

    @Singleton
    static class SingletonHandler {
        @Inject
        Part part;

        @Route("/singleton")
        void handle(HttpServerExchange exchange) {}

        @PreDestroy
        void end() {
            ENDED.add("singleton");
        }
    }

    @Test
    void ofDependentBeansShareOneInstanceThatEndsWithTheContainer() throws Exception {
        start(Part.class, Neighbour.class, DependentHandler.class, SingletonHandler.class);
        assertThat(call("/dependent")).isEqualTo(call("/dependent"));
        call("/singleton");
        ENDED.clear();
        container.close();
        assertThat(ENDED)
                .containsExactlyInAnyOrder("dependent with neighbour", "part", "singleton", "part", "neighbour")
                .containsSubsequence("dependent with neighbour", "neighbour");
    }

    @Test
    void areNotMadeBeforeTheyAreCalled() {
        start(Part.class, Neighbour.class, DependentHandler.class, SingletonHandler.class);
        ENDED.clear();
        container.close();
        assertThat(ENDED).isEmpty();
    }
}
