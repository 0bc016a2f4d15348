package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;
import static dev.swell.runtime.master.MasterMessages.MESSAGES;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import dev.swell.Listener;
import dev.swell.Server;
import dev.swell.lifecycle.ServerStart;
import dev.swell.lifecycle.ServerStop;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.lifecycle.WorkerStop;
import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.config.ManagementSettings;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.http.HttpEngine;
import dev.swell.runtime.observe.BindFailure;
import dev.swell.runtime.observe.ManagementServer;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.socket.SocketEngine;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;
import dev.swell.runtime.worker.launch.Reasons;
import dev.swell.socket.Connections;
import dev.swell.socket.Protocol;

/**
 * The server: starts the worker and opens the listeners, and ends both. A start is all or nothing. Safe for any thread.
 */
public final class Master implements AutoCloseable {

    private final Settings settings;
    private final Workers workers = new Workers();
    private final Metrics metrics = new Metrics();
    private final HttpEngine http;
    private final SocketEngine sockets;
    private final Server server = new RunningServer(this);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Steps steps = new Steps();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Master(Settings settings) {
        this.settings = settings;
        this.http = new HttpEngine(settings.http(), workers, metrics);
        this.sockets = new SocketEngine(settings.socket(), workers, metrics);
        http.upgrades(sockets);
    }

    /**
     * Starts a server.
     *
     * @param boot starts the worker, and is given the server, for code that runs while the container starts; what it throws
     *        goes to the caller
     * @throws IllegalStateException if an observer of the start fails or a port can't be bound, with the reason and what to
     *         do; nothing is left running then
     */
    public static Master start(Settings settings, Function<Server, Worker> boot) {
        Master master = new Master(settings);
        try {
            master.run(boot);
            return master;
        } catch (RuntimeException | Error e) {
            master.stopping.set(true);
            master.steps.undo();
            throw e;
        }
    }

    private void run(Function<Server, Worker> boot) {
        steps.add("forget the metrics", metrics::close);
        Worker worker = boot.apply(server);
        steps.add("close the worker", worker::close);
        worker.bind(server);
        http.prepare(worker);
        watch();
        tellOfStart(worker);
        workers.swap(worker);
        steps.add("close HTTP", http::close);
        if (settings.management().enabled()) {
            openManagement(settings.management());
        }
        openHttp(settings.http());
        steps.add("drain", () -> new Drain(http, sockets, settings.stopMaxWait()).run(worker));
    }

    private void watch() {
        metrics.gauge("swell_lanes", "Lanes of the current worker", () -> workers.current().laneCount());
        metrics.count("swell_cleaner_failures", "Cleaners that threw", () -> workers.current().cleanerFailures());
        metrics.count("swell_application_failures", "Exceptions and errors that application code let escape",
                () -> workers.current().failures());
    }

    private void tellOfStart(Worker worker) {
        steps.add("observers of WorkerStop", () -> worker.fire(new WorkerStop(server, worker.id())));
        steps.add("observers of ServerStop", () -> worker.fire(new ServerStop(server)));
        tell(worker, new ServerStart(server));
        tell(worker, new WorkerStart(server, worker.id()));
    }

    private static void tell(Worker worker, Record event) {
        try {
            worker.fire(event);
        } catch (RuntimeException | Error e) { // whatever it is, the start fails by it
            throw MESSAGES.observerFailed(event.getClass().getSimpleName(), Reasons.withPlace(e, worker.loader()), e);
        }
    }

    private void openManagement(ManagementSettings management) {
        ManagementServer opened = ManagementServer.open(management, workers, metrics, stopping::get);
        steps.add("close the management port", opened::close);
        listeners.add(new Listener("management", Protocol.HTTP, management.host(), opened.port()));
    }

    private void openHttp(HttpSettings address) {
        try {
            http.start();
        } catch (IOException | RuntimeException e) {
            BindFailure failure = BindFailure.of(e, "swell.http");
            throw MESSAGES.notBound(address.host(), String.valueOf(address.port()), failure.reason(),
                    failure.remedy());
        }
        listeners.add(0, new Listener("http", Protocol.HTTP, address.host(), http.address().getPort()));
    }

    /** Returns the open listeners, with the ports that were bound; that of the application first. */
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** Returns the server as applications see it. */
    public Server server() {
        return server;
    }

    /** Returns the worker that takes requests, for looking at it. */
    public Worker worker() {
        return workers.current();
    }

    int workerId() {
        return workers.currentId();
    }

    HttpEngine http() {
        return http;
    }

    Connections connections() {
        return sockets.connections();
    }

    /**
     * Stops: takes no more requests, waits for those that run, at most {@code swell.stop.max-wait}, tells the observers, and
     * closes the worker. A second call waits for the end of the first.
     */
    @Override
    public void close() {
        if (stopping.compareAndSet(false, true)) {
            long begun = System.nanoTime();
            steps.undo();
            LOG.stopped(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            stopped.countDown();
        } else {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
