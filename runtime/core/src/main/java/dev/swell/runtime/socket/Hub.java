package dev.swell.runtime.socket;

import java.util.concurrent.atomic.AtomicInteger;

import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.observe.SocketMetrics;
import dev.swell.runtime.socket.Wire.Patience;

/** What all connections share. */
final class Hub {

    private static final int ENDS = 2; // a connection ends for its application and for its socket, in any order

    private final OpenConnections open = new OpenConnections();
    private final Compression compression = new Compression();
    private final AtomicInteger ends = new AtomicInteger();
    private final Dispatcher dispatcher;
    private final Patience patience;
    private final long sendBuffer;
    private final SocketMetrics metrics;

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
