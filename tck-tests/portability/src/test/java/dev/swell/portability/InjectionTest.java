package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;

import dev.swell.Listener;
import dev.swell.Server;
import dev.swell.ServerStats;
import dev.swell.extension.SwellExtension;
import dev.swell.lifecycle.RequestReceived;
import dev.swell.lifecycle.ServerStart;
import dev.swell.lifecycle.ServerStop;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.socket.Connection;
import dev.swell.socket.Connections;
import dev.swell.socket.Group;

@ArquillianTest
class InjectionTest {

    /** What a runtime binds, as far as it is asked here. */
    private static final class NoConnections implements Connections {
        @Override
        public Optional<Connection> find(long id) {
            return Optional.empty();
        }

        @Override
        public Stream<Connection> all() {
            return Stream.empty();
        }

        @Override
        public Stream<Connection> at(String path) {
            return Stream.empty();
        }

        @Override
        public boolean send(long id, String text) {
            return false;
        }

        @Override
        public int broadcast(String path, String text) {
            return 7;
        }

        @Override
        public Group group(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int count() {
            return 0;
        }
    }

    /** What a runtime binds, as far as it is asked here. */
    private record FixedServer(ServerStats stats, Connections connections, List<Listener> listeners) implements Server {
        @Override
        public CompletionStage<Integer> reload() {
            return CompletableFuture.completedFuture(2);
        }
    }

    @ApplicationScoped
    public static class Watcher {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        void second(@Observes @Priority(2) WorkerStart event) {
            seen.add("second " + event.workerId());
        }

        void first(@Observes @Priority(1) WorkerStart event) {
            seen.add("first " + event.workerId());
        }

        void start(@Observes ServerStart event) {
            seen.add("server " + event.server().stats().workerId());
        }

        void request(@Observes RequestReceived event) {
            event.exchange().setStatusCode(299);
        }

        void later(@ObservesAsync String event) {
            seen.add("later " + event);
        }

        List<String> seen() {
            return seen;
        }
    }

    @Deployment
    static JavaArchive archive() {
        return Archives.of(Watcher.class);
    }

    @Inject
    private SwellExtension extension;
    @Inject
    private BeanManager beans;
    @Inject
    private Server server;
    @Inject
    private Connections connections;
    @Inject
    private Principal principal;
    @Inject
    private Watcher watcher;

    private Server bound() {
        Server running = new FixedServer(new ServerStats(Instant.EPOCH, 3, 0, 0, 0, 0, 0, 0, 0), new NoConnections(),
                List.of());
        extension.bind(running);
        return running;
    }

    @Test
    void theServerAndItsConnectionsAreInjected() {
        bound();
        assertThat(server.stats().workerId()).isEqualTo(3);
        assertThat(connections.broadcast("/chat", "hi")).isEqualTo(7);
    }

    @Test
    void thePrincipalIsThatOfTheUnit() throws Exception {
        Units units = new Units(beans);
        assertThat(units.run(() -> "ann", principal::getName)).isEqualTo("ann");
        assertThat(units.run(() -> "bob", principal::getName)).isEqualTo("bob");
        assertThat(units.run(principal::getName)).isEmpty();
        assertThat(principal.getName()).isEmpty();
    }

    @Test
    void lifecycleEventsAreObservedByPriority() {
        Server running = bound();
        beans.getEvent().fire(new ServerStart(running));
        beans.getEvent().fire(new WorkerStart(running, 3));
        assertThat(watcher.seen()).containsSubsequence("server 3", "first 3", "second 3");
        HttpServerExchange exchange = new HttpServerExchange(null);
        beans.getEvent().fire(new RequestReceived(exchange));
        assertThat(exchange.getStatusCode()).isEqualTo(299);
    }

    @Test
    void asynchronousObserversAreCalledTheWayTheRuntimeSays() {
        List<String> called = new CopyOnWriteArrayList<>();
        beans.getExtension(SwellExtension.class).asyncObservers((place, observer) -> {
            called.add(place.toString());
            observer.run();
        });
        beans.getEvent().fireAsync("ping").toCompletableFuture().join();
        assertThat(called).containsExactly(Watcher.class.getName() + ".later(String)");
        assertThat(watcher.seen()).contains("later ping");
    }

    @Test
    void theModelKnowsWhichEventsAnybodyObserves() {
        assertThat(extension.model().observed())
                .containsExactlyInAnyOrder(ServerStart.class, WorkerStart.class, RequestReceived.class);
        assertThat(extension.model().observes(ServerStop.class)).isFalse();
    }
}
