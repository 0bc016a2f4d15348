package dev.swell.runtime.socket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.observe.SocketMetrics;
import dev.swell.runtime.socket.Wire.Patience;

/** What all connections share. */
final class Hub {

    private static final int ENDS = 2; // a connection ends for its application and for its socket, in any order

    static final CloseReason STOPPING = new CloseReason(CloseCodes.GOING_AWAY, "the server stops");

    private final OpenConnections open = new OpenConnections();
    private final Compression compression = new Compression();
    private final AtomicInteger ends = new AtomicInteger();
    private final Dispatcher dispatcher;
    private final Patience patience;
    private final long sendBuffer;
    private final SocketMetrics metrics;
    private final Set<StreamSocket> streams = ConcurrentHashMap.newKeySet();
    private volatile int tick;
    private volatile boolean stopping;

    Hub(Dispatcher dispatcher, Patience patience, long sendBuffer, Metrics metrics) {
        this.metrics = new SocketMetrics(metrics, open::count);
        this.dispatcher = dispatcher;
        this.patience = patience;
        this.sendBuffer = sendBuffer;
    }

    OpenConnections open() {
        return open;
    }

    Compression compression() {
        return compression;
    }

    SocketMetrics metrics() {
        return metrics;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Patience patience() {
        return patience;
    }

    /** Returns how many bytes may wait for one peer. */
    long sendBuffer() {
        return sendBuffer;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Takes no new connections and closes those that are open. */
    void stop() {
        stopping = true;
        open.all().forEach(connection -> connection.close(STOPPING));
    }

    /** Returns how often it was looked who is still there. */
    int tick() {
        return tick;
    }

    /** Begins the next interval; to be called by one thread. */
    int beat() {
        int next = tick + 1;
        tick = next;
        return next;
    }

    /** Remembers a connection that no HTTP port knows, until it is gone. */
    void remember(StreamSocket connection) {
        streams.add(connection);
    }

    void forget(StreamSocket connection) {
        streams.remove(connection);
    }

    /** Ends what is still closing. */
    void cut() {
        streams.forEach(StreamSocket::cut);
    }

    void enter() {
        ends.addAndGet(ENDS);
    }

    void leave() {
        ends.decrementAndGet();
    }

    /** Tells whether no connection is open, or still closing. */
    boolean isEmpty() {
        return ends.get() == 0;
    }
}
