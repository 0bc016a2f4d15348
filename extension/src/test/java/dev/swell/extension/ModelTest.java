package dev.swell.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

import dev.swell.Server;
import dev.swell.extension.model.RouteModel;
import dev.swell.extension.model.SocketModel;
import dev.swell.extension.scope.BeanStore;
import dev.swell.extension.scope.UnitOfWork;
import dev.swell.http.Route;
import dev.swell.lifecycle.ServerStart;
import dev.swell.socket.Connections;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;
import dev.swell.state.Cleaner;

class ModelTest {

    private SwellExtension extension;
    private WeldContainer container;

    private void start(ExtensionSettings settings, Class<?>... beans) {
        extension = new SwellExtension(settings);
        container = new Weld().disableDiscovery().addExtension(extension).addBeanClasses(beans).initialize();
    }

    private void start(Class<?>... beans) {
        start(ExtensionSettings.none(), beans);
    }

    @AfterEach
    void stop() {
        if (container != null) {
            container.close();
        }
    }

    @Test
    void cannotBeTakenBeforeTheStart() {
        assertThatIllegalStateException().isThrownBy(() -> new SwellExtension(ExtensionSettings.none()).model())
                .withMessage("the container has not been started yet");
    }

    @Test
    void isEmptyForAnApplicationThatDeclaresNothing() {
        start(Shared.class);
        assertThat(extension.model().routes()).isEmpty();
        assertThat(extension.model().sockets()).isEmpty();
        assertThat(extension.model().cleaners()).isEmpty();
        assertThat(extension.model().middleware()).isEmpty();
        assertThat(extension.model().renewed()).isEmpty();
        assertThat(extension.model().lanes()).isFalse();
        assertThat(extension.model().observes(ServerStart.class)).isFalse();
    }

    @NonBlocking
    @ApplicationScoped
    static class Fast {
        @Route(value = "/fast", methods = {"GET", "GET", "PUT"})
        void fast(HttpServerExchange exchange) {}

        @Blocking
        @Route("/slow")
        void slow(HttpServerExchange exchange) {}
    }

    @Test
    void hasMethodsAndThreadsOfRoutes() {
        start(Fast.class);
        List<RouteModel> routes = extension.model().routes();
        assertThat(routes).extracting(RouteModel::nonBlocking).containsExactly(true, false);
        assertThat(routes).extracting(RouteModel::methods).containsExactly(Set.of("GET", "PUT"), Set.of());
        assertThat(routes.get(0).place()).hasToString(Fast.class.getName() + ".fast(HttpServerExchange)");
    }

    @SocketHandler(path = "/a/{x}", maxFrame = "16K", subprotocols = {"v2", "v1"})
    @SocketHandler(path = "/b")
    static class Chat {
        @OnMessage
        void any() {}
    }

    @Test
    void hasAllHandlersOfAClass() {
        start(Chat.class);
        assertThat(extension.model().sockets()).extracting(socket -> socket.path().text()).containsExactly("/a/{x}",
                "/b");
        SocketModel first = extension.model().sockets().get(0);
        assertThat(first.maxFrame()).hasValue(16384);
        assertThat(first.subprotocols()).containsExactly("v2", "v1");
        assertThat(first.protocol()).isEqualTo(Protocol.WEBSOCKET);
        assertThat(first.onText()).isPresent().isEqualTo(first.onBinary());
        assertThat(first.onOpen()).isEmpty();
        assertThat(extension.model().sockets().get(1).maxFrame()).isEmpty();
    }

    @Priority(20)
    @ApplicationScoped
    static class Inner implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler handler) {
            return handler;
        }
    }

    @Dependent
    static class Innermost extends Inner {}

    @ApplicationScoped
    static class Producer {
        @Produces
        @Priority(10)
        HandlerWrapper outer() {
            return handler -> exchange -> exchange.setStatusCode(299);
        }
    }

    @Decorator
    @Priority(1)
    static class Decorating implements HandlerWrapper {
        @Inject
        @Any
        @Delegate
        HandlerWrapper delegate;

        @Override
        public HttpHandler wrap(HttpHandler handler) {
            return delegate.wrap(handler);
        }
    }

    @Test
    void hasMiddlewareByPriorityProducedOnesTooButNoDecorators() throws Exception {
        start(Innermost.class, Inner.class, Producer.class, Decorating.class);
        assertThat(extension.model().middleware()).extracting(model -> model.place().bean()).containsExactly(
                Producer.class.getName(), Inner.class.getName(), Innermost.class.getName());
        HttpServerExchange exchange = new HttpServerExchange(null);
        extension.model().middleware().get(0).wrapper().wrap(next -> {}).handleRequest(exchange);
        assertThat(exchange.getStatusCode()).isEqualTo(299);
    }

    @ApplicationScoped
    static class Shared {
        private int uses;

        int use() {
            return ++uses;
        }
    }

    @ApplicationScoped
    static class Legacy extends Shared {}

    @ApplicationScoped
    static class Fresh extends Shared {}

    static class Unscoped extends Shared {
        @Route("/unscoped")
        void handle(HttpServerExchange exchange) {}
    }

    @RequestScoped
    static class OfRequest {}

    @Test
    void givesClassesTheScopesThatTheSettingsAskFor() {
        start(new Settings(Set.of(Legacy.class.getName()), Set.of(Fresh.class.getName()),
                Set.of(Unscoped.class.getName(), OfRequest.class.getName())),
                Legacy.class, Fresh.class, Unscoped.class, OfRequest.class);
        assertThat(extension.model().lanes()).isTrue();
        assertThat(extension.model().renewed()).singleElement()
                .satisfies(bean -> assertThat(bean.getBeanClass()).isEqualTo(Fresh.class));
        assertThat(extension.model().routes()).hasSize(1);
        assertThat(container.getBeanManager().getBeans(OfRequest.class)).extracting(Bean::getScope)
                .isEqualTo(List.of(RequestScoped.class));
        assertThat(container.select(Unscoped.class).get().use()).isEqualTo(1);
        assertThat(container.select(Unscoped.class).get().use()).isEqualTo(2);
        assertThat(List.of(useInLane(), useInLane())).containsExactly(1, 1);
    }

    private int useInLane() {
        UnitOfWork.bind(new UnitOfWork(extension, new BeanStore(), null, () -> null));
        try {
            return container.select(Legacy.class).get().use();
        } finally {
            UnitOfWork.bind(null);
        }
    }

    @Priority(1)
    @ApplicationScoped
    static class WipeShared implements Cleaner {
        @Inject
        Shared shared;
        @Inject
        Server server;
        @Inject
        Draft draft;

        @Override
        public void clean() {
            shared.use();
        }
    }

    @RequestScoped
    static class Draft implements Cleaner {
        @Override
        public void clean() {}
    }

    @Test
    void hasCleanersByPriorityAndWarnsOfThoseThatResetSharedBeans() {
        List<String> warnings = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.swell.extension");
        Handler handler = recorder(warnings);
        logger.addHandler(handler);
        try {
            start(Draft.class, WipeShared.class, Shared.class);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(extension.model().cleaners()).extracting(model -> model.place().bean())
                .containsExactly(WipeShared.class.getName(), Draft.class.getName());
        assertThat(extension.model().lanes()).isTrue();
        assertThat(warnings).containsExactly("SWELL-180: Cleaner " + WipeShared.class.getName()
                + " injects the application-scoped bean " + Shared.class.getName()
                + " and so resets it while other requests use it: make that bean lane-scoped, by @LaneScoped or "
                + "swell.state.lane-scoped=" + Shared.class.getName());
    }

    private static Handler recorder(List<String> messages) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                messages.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void theServerCannotBeUsedWhereNothingServes() {
        start(Shared.class);
        Server server = container.select(Server.class).get();
        assertThatIllegalStateException().isThrownBy(server::stats)
                .withMessage("no Swell runtime serves this container: put swell.jar on the class path");
        Connections connections = container.select(Connections.class).get();
        assertThatIllegalStateException().isThrownBy(connections::count)
                .withMessage("no Swell runtime serves this container: put swell.jar on the class path");
    }
}
