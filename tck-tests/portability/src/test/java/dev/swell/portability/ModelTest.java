package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.Principal;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import io.smallrye.common.annotation.NonBlocking;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

import dev.swell.Server;
import dev.swell.extension.SwellExtension;
import dev.swell.extension.model.ApplicationModel;
import dev.swell.extension.model.RouteModel;
import dev.swell.extension.model.SocketModel;
import dev.swell.http.Route;
import dev.swell.socket.Connections;
import dev.swell.socket.SocketHandler;
import dev.swell.state.Cleaner;

@ArquillianTest
class ModelTest {

    @ApplicationScoped
    public static class Shop {
        @Route(value = "/lots/{id}", methods = "GET")
        void show(HttpServerExchange exchange) {}

        @NonBlocking
        @Route("/ping")
        void ping(HttpServerExchange exchange) {}
    }

    @Route("/files/*")
    public static class Files implements HttpHandler {
        @Override
        public void handleRequest(HttpServerExchange exchange) {}
    }

    @SocketHandler(path = "/bids/{lot}", subprotocols = {"bid.v2", "bid.v1"}, maxFrame = "16K")
    public static class Bids {
        @OnOpen
        void open() {}
    }

    @SocketHandler(path = "/one")
    @SocketHandler(path = "/two")
    public static class Both {
        @OnMessage
        void any() {}
    }

    @Priority(20)
    @ApplicationScoped
    public static class Inner implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler handler) {
            return handler;
        }
    }

    @ApplicationScoped
    public static class Producer {
        @Produces
        @Priority(10)
        @ApplicationScoped
        HandlerWrapper outer() {
            return handler -> exchange -> exchange.setStatusCode(299);
        }
    }

    @ApplicationScoped
    public static class LastCleaner implements Cleaner {
        @Override
        public void clean() {}
    }

    @Priority(1)
    @ApplicationScoped
    public static class FirstCleaner implements Cleaner {
        @Inject
        Event<String> event;
        @Inject
        Instance<Shop> shops;
        @Inject
        BeanManager beans;
        @Inject
        Server server;
        @Inject
        Connections connections;
        @Inject
        Principal principal;
        @Inject
        Shop shop;

        @Override
        public void clean() {
            throw new IllegalStateException("called");
        }
    }

    @Deployment
    static JavaArchive archive() {
        return Archives.of(Shop.class, Files.class, Bids.class, Both.class, Inner.class, Producer.class,
                LastCleaner.class,
                FirstCleaner.class);
    }

    @Inject
    private SwellExtension extension;
    @Inject
    private BeanManager beans;

    private ApplicationModel model() {
        return extension.model();
    }

    @Test
    void hasTheRoutesOfMethodsAndClasses() {
        assertThat(model().routes()).extracting(route -> route.path().text())
                .containsExactly("/files/*", "/ping", "/lots/{id}");
        assertThat(model().routes()).extracting(RouteModel::nonBlocking).containsExactly(false, true, false);
        assertThat(model().routes().get(2).methods()).containsExactly("GET");
    }

    @Test
    void hasTheSocketsOfStereotypesAndTheirContainer() {
        assertThat(model().sockets()).extracting(socket -> socket.path().text())
                .containsExactlyInAnyOrder("/bids/{lot}", "/one", "/two");
        SocketModel bids = model().sockets().stream().filter(socket -> socket.onOpen().isPresent()).findFirst()
                .orElseThrow();
        assertThat(bids.subprotocols()).containsExactly("bid.v2", "bid.v1");
        assertThat(bids.maxFrame()).hasValue(16384);
    }

    @Test
    void beansOfStereotypesAreApplicationScoped() {
        for (Class<?> type : List.of(Files.class, Bids.class, Both.class)) {
            assertThat(beans.getBeans(type)).singleElement().extracting(Bean::getScope)
                    .isEqualTo(ApplicationScoped.class);
        }
    }

    @Test
    void hasMiddlewareByPriority() throws Exception {
        assertThat(model().middleware()).extracting(middleware -> middleware.place().bean())
                .containsExactly(Producer.class.getName(), Inner.class.getName());
        HttpServerExchange exchange = new HttpServerExchange(null);
        model().middleware().get(0).wrapper().wrap(next -> {}).handleRequest(exchange);
        assertThat(exchange.getStatusCode()).isEqualTo(299);
    }

    @Test
    void hasCleanersByPriority() {
        assertThat(model().cleaners()).extracting(cleaner -> cleaner.place().bean())
                .containsExactly(FirstCleaner.class.getName(), LastCleaner.class.getName());
        assertThat(model().lanes()).isTrue();
        assertThatIllegalStateException().isThrownBy(model().cleaners().get(0).cleaner()::clean).withMessage("called");
    }
}
