package dev.swell.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

import dev.swell.extension.model.ApplicationModel;
import dev.swell.extension.model.SocketCall;
import dev.swell.extension.scope.BeanStore;
import dev.swell.extension.scope.UnitOfWork;
import dev.swell.http.Route;
import dev.swell.lifecycle.RequestReceived;
import dev.swell.socket.SocketHandler;
import dev.swell.state.Cleaner;
import dev.swell.state.LaneScoped;

class SwellExtensionTest {

    @Route("/")
    static class Home implements HttpHandler {
        @Inject
        Principal principal;
        @Inject
        Visitor visitor;
        @Inject
        Draft draft;

        @Override
        public void handleRequest(HttpServerExchange exchange) {}

        @Route(value = "/list/{page}", methods = "GET")
        void list(HttpServerExchange exchange) {
            visitor.name = principal.getName();
        }

        void watch(@Observes RequestReceived event) {}
    }

    @SocketHandler(path = "/echo")
    static class Echo {
        @OnMessage
        String echo(String text) {
            return text + text;
        }
    }

    @RequestScoped
    static class Visitor {
        String name;

        void name(String value) {
            name = value;
        }

        String name() {
            return name;
        }
    }

    @LaneScoped
    static class Draft {
        private int uses;

        int use() {
            return ++uses;
        }
    }

    @ApplicationScoped
    static class Wipe implements Cleaner {
        @Override
        public void clean() {}
    }

    @ApplicationScoped
    static class Outer implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler handler) {
            return handler;
        }
    }

    @Test
    void describesWhatBeansDeclare() throws Throwable {
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        try (WeldContainer container = new Weld().disableDiscovery().addExtension(extension).addBeanClasses(Home.class,
                Echo.class, Visitor.class, Draft.class, Wipe.class, Outer.class).initialize()) {
            ApplicationModel model = extension.model();
            assertThat(model.routes()).extracting(route -> route.path().text()).containsExactlyInAnyOrder("/",
                    "/list/{page}");
            assertThat(model.middleware()).hasSize(1);
            assertThat(model.cleaners()).hasSize(1);
            assertThat(model.lanes()).isTrue();
            assertThat(model.observed()).isEqualTo(Set.of(RequestReceived.class));
            assertThat(model.sockets()).hasSize(1);
            SocketCall call = new SocketCall(null, null, "a", null, null);
            assertThat(model.sockets().get(0).onText().orElseThrow().call(call)).isEqualTo("aa");
            BeanStore lane = new BeanStore();
            for (int i = 1; i < 3; i++) {
                UnitOfWork.bind(new UnitOfWork(extension, lane, null, () -> () -> "ann"));
                try {
                    assertThat(container.select(Visitor.class).get().name()).isNull();
                    container.select(Visitor.class).get().name("x");
                    assertThat(container.select(Visitor.class).get().name()).isEqualTo("x");
                    assertThat(container.select(Draft.class).get().use()).isEqualTo(i);
                    assertThat(container.select(Principal.class).get().getName()).isEqualTo("ann");
                } finally {
                    UnitOfWork.bind(null);
                }
            }
            assertThat(List.of(container.getBeanManager().getBeans(Principal.class))).hasSize(1);
        }
    }
}
