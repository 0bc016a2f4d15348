package dev.swell.runtime.socket;

import static dev.swell.runtime.socket.SocketLogger.LOG;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import dev.swell.Listener;
import dev.swell.runtime.config.HeartbeatSettings;
import dev.swell.runtime.config.SocketSettings;
import dev.swell.runtime.http.Fallback;
import dev.swell.runtime.http.HttpEngine;
import dev.swell.runtime.http.UpgradeHandler;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.socket.Wire.Patience;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;
import dev.swell.socket.Connections;

/**
 * Serves WebSockets on the HTTP port, and other protocols on ports of their own: give it to the HTTP engine as its upgrade handler. Stop by {@link #stop}, before the
 * worker is drained. Safe for any thread.
 */
public final class SocketEngine implements UpgradeHandler {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private final SocketSettings settings;
    private final Hub hub;
    private final Heartbeat heartbeat;
    private volatile Ports ports;

    /** Makes one. */
    public SocketEngine(SocketSettings settings, Workers workers, Metrics metrics) {
        this(settings, workers, metrics, Patience.USUAL);
    }

    SocketEngine(SocketSettings settings, Workers workers, Metrics metrics, Patience patience) {
        this.settings = settings;
        this.hub = new Hub(new Dispatcher(workers, settings.maxConcurrent()), patience, settings.sendBuffer(),
                metrics);
        this.heartbeat = new Heartbeat(hub);
    }

    @Override
    public Fallback prepare(Worker worker) {
        SocketTable table = new SocketTable(worker);
        worker.set(Dispatcher.TABLE, table);
        return new Upgrade(table, "", settings, hub);
    }

    @Override
    public Optional<Fallback> prepare(Worker worker, String port) {
        return Optional.of(new Upgrade(worker.part(Dispatcher.TABLE), port, settings, hub));
    }

    /**
     * Binds the ports that a worker declares and that aren't open yet; to be called when the HTTP engine is started and
     * before the worker becomes the current one, but for the first. Then call {@link #swapped} or {@link #abandon}.
     *
     * @throws IllegalStateException if one can't be bound, with address and reason; then none of them is
     */
    public void open(HttpEngine http, Worker worker) {
        if (ports == null) {
            ports = new Ports(http, hub);
        }
        ports.prepare(worker);
    }

    /** Closes the ports that were bound for a worker that doesn't become the current one. */
    public void abandon() {
        if (ports != null) {
            ports.abandon();
        }
    }

    /** Returns the open ports that handlers have for themselves. */
    public List<Listener> listeners() {
        return ports == null ? List.of() : ports.listeners();
    }

    /**
     * Takes connections on this worker's ports, which is the current one now, and closes the ports, and the connections,
     * that it doesn't handle any more.
     */
    public void swapped(Worker worker) {
        heartbeat.set(worker.settings().heartbeat());
        if (ports != null) {
            ports.swapped(worker);
        }
        hub.dispatcher().closeUnhandled(worker, hub.open());
    }

    /** Returns the open connections. */
    public Connections connections() {
        return hub.open();
    }

    /** Returns how many events of connections are handled on threads that may block. */
    public int active() {
        return hub.dispatcher().active();
    }

    void heartbeat(HeartbeatSettings settings) {
        heartbeat.set(settings);
    }

    boolean isEmpty() {
        return hub.isEmpty();
    }

    /**
     * Takes no new connections and closes the open ones with 1001.
     *
     * @return false if some did not close in order within that time
     */
    public boolean stop(Duration atMost) {
        if (ports != null) {
            ports.close();
        }
        heartbeat.stop();
        hub.stop();
        long end = System.nanoTime() + atMost.toNanos();
        while (!isEmpty()) {
            if (System.nanoTime() - end >= 0) {
                LOG.notClosed(atMost.toMillis());
                hub.cut();
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }
}
