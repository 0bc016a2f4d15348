package dev.swell.runtime.socket;

import static dev.swell.runtime.socket.SocketLogger.LOG;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.swell.runtime.config.SocketSettings;
import dev.swell.runtime.http.Fallback;
import dev.swell.runtime.http.UpgradeHandler;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.socket.Wire.Patience;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;
import dev.swell.socket.Connections;

/**
 * Serves WebSockets on the HTTP port: give it to the HTTP engine as its upgrade handler. Stop by {@link #stop}, before the
 * worker is drained. Safe for any thread.
 */
public final class SocketEngine implements UpgradeHandler {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private final SocketSettings settings;
    private final Hub hub;

    /** Makes one. */
    public SocketEngine(SocketSettings settings, Workers workers, Metrics metrics) {
        this(settings, workers, metrics, Patience.USUAL);
    }

    SocketEngine(SocketSettings settings, Workers workers, Metrics metrics, Patience patience) {
        this.settings = settings;
        this.hub = new Hub(new Dispatcher(workers, settings.maxConcurrent()), patience, settings.sendBuffer(),
                metrics);
    }

    @Override
    public Fallback prepare(Worker worker) {
        SocketTable table = new SocketTable(worker);
        worker.set(Dispatcher.TABLE, table);
        return new Upgrade(table, settings, hub);
    }

    /** Closes the connections to paths that this worker, which is the current one now, doesn't have any more. */
    public void swapped(Worker worker) {
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

    boolean isEmpty() {
        return hub.isEmpty();
    }

    /**
     * Takes no new connections and closes the open ones with 1001.
     *
     * @return false if some did not close in order within that time
     */
    public boolean stop(Duration atMost) {
        hub.stop();
        long end = System.nanoTime() + atMost.toNanos();
        while (!isEmpty()) {
            if (System.nanoTime() - end >= 0) {
                LOG.notClosed(atMost.toMillis());
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }
}
