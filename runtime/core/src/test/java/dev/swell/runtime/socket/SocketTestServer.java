package dev.swell.runtime.socket;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

import dev.swell.Listener;
import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.runtime.config.SocketSettings;
import dev.swell.runtime.http.TestServer;
import dev.swell.runtime.socket.Wire.Patience;
import dev.swell.runtime.worker.Container;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;
import dev.swell.socket.Connections;

/** An application with socket handlers, served on any free port. */
final class SocketTestServer implements AutoCloseable {

    static final Duration STOP = Duration.ofSeconds(10);

    private final TestServer server;
    private final AtomicReference<Workers> workers = new AtomicReference<>();
    private Worker next;
    private final AtomicReference<SocketEngine> engine = new AtomicReference<>();

    private SocketTestServer(TestServer.Builder builder, SocketSettings settings, Patience patience) {
        server = builder.upgrades((workers, metrics) -> {
            this.workers.set(workers);
            engine.set(new SocketEngine(settings, workers, metrics, patience));
            return engine.get();
        }).start();
        engine.get().open(server.engine(), server.worker());
        engine.get().swapped(server.worker());
    }

    static SocketTestServer of(Class<?>... beans) {
        return of(settings -> settings, Patience.USUAL, TestServer.with(beans));
    }

    static SocketTestServer of(UnaryOperator<SocketSettings> change, Patience patience, TestServer.Builder builder) {
        return new SocketTestServer(builder, change.apply(SocketSettings.defaults()), patience);
    }

    TestServer server() {
        return server;
    }

    SocketEngine engine() {
        return engine.get();
    }

    Connections connections() {
        return engine.get().connections();
    }

    /** Has another application take over; it is stopped together with the first. */
    Worker swap(Class<?>... beans) {
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        WeldContainer container = new Weld("next-" + System.nanoTime()).disableDiscovery().addExtension(extension)
                .addBeanClasses(beans).initialize();
        ClassLoader loader = new ClassLoader("next", SocketTestServer.class.getClassLoader()) {};
        next = new Worker(2, new Container(loader, container.getBeanManager(), extension, container::shutdown),
                Handover.pool(2, 8, loader));
        server.engine().prepare(next);
        engine.get().open(server.engine(), next);
        workers.get().swap(next);
        engine.get().swapped(next);
        return next;
    }

    /** Waits until what earlier connections have left is done. */
    void awaitIdle() {
        await().until(() -> engine.get().isEmpty() && server.worker().active() == 0);
    }

    /** Returns the port of the only handler of that name. */
    int port(String name) {
        return engine.get().listeners().stream().filter(listener -> listener.name().equals(name))
                .mapToInt(Listener::port).findFirst().orElseThrow();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        engine.get().stop(STOP);
        server.close();
        if (next != null) {
            next.close();
        }
    }
}
