package dev.swell.runtime.socket;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

import org.xnio.XnioIoThread;

import dev.swell.runtime.socket.Inbox.Event;
import dev.swell.runtime.worker.Stripes;
import dev.swell.socket.Connection;

/** What connections of every protocol have. Whatever ends one first decides the reason that {@code @OnClose} is told. */
abstract class SocketConnection implements Connection {

    private final long id;
    private final Terms terms;
    private final Hub hub;
    private final Inbox inbox;
    private final AtomicReference<Set<String>> groups = new AtomicReference<>();
    private int heard; // written by the I/O thread; whoever sees it late looks again
    private final AtomicReference<CloseReason> closed = new AtomicReference<>();
    private final AtomicReference<Map<String, String>> attributes = new AtomicReference<>();

    SocketConnection(Hub hub, Terms terms) {
        this.id = hub.open().nextId();
        this.terms = terms;
        this.hub = hub;
        this.heard = hub.tick();
        this.inbox = new Inbox(event -> hub.dispatcher().dispatch(this, event));
    }

    /** Returns the I/O thread that brings its messages. */
    abstract XnioIoThread thread();

    /** Closes it because it can't go on. */
    abstract void fail(CloseCode code, String reason);

    /** Answers the peer's end, now that all messages before it are handled. */
    abstract void answerClose(CloseReason reason);

    /** Sends the message, or closes the connection when the peer is too slow. */
    abstract boolean write(Outgoing message);

    /** Notes that something came from the peer. */
    public final void hear() {
        heard = hub.tick();
    }

    /** Returns when something last came from the peer, in {@link Hub#tick}. */
    final int heard() {
        return heard;
    }

    Terms terms() {
        return terms;
    }

    Hub hub() {
        return hub;
    }

    Inbox inbox() {
        return inbox;
    }

    int stripe() {
        return Stripes.of(thread());
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String path() {
        return terms.path();
    }

    @Override
    public SocketAddress remote() {
        return terms.remote();
    }

    @Override
    public boolean isOpen() {
        return closed.get() == null;
    }

    @Override
    public boolean send(String text) {
        return send(new Outgoing(text));
    }

    @Override
    public boolean send(byte[] data) {
        return send(new Outgoing(data));
    }

    boolean send(Outgoing message) {
        boolean sent = isOpen() && write(message);
        if (sent) {
            terms.traffic().sent().inc();
        }
        return sent;
    }

    @Override
    public Map<String, String> attributes() {
        Map<String, String> made = attributes.get();
        if (made != null) {
            return made;
        }
        // checked: an object of another class would keep its application in memory after a reload
        attributes.compareAndSet(null, Collections.checkedMap(new ConcurrentHashMap<>(4), String.class, String.class));
        return attributes.get();
    }

    /** Returns the names of the groups it is in. */
    Set<String> groups() {
        if (groups.get() == null) {
            groups.compareAndSet(null, ConcurrentHashMap.newKeySet(1));
        }
        return groups.get();
    }

    /** Tells whether something of it is being handled or waits for that. */
    boolean isBusy() {
        return !inbox.isEmpty();
    }

    /** Asks the peer for a sign of life, where the protocol has a question. */
    void ping() {}

    /** Ends it, since nothing has come for that time. */
    void idle(Duration time) {
        fail(CloseCodes.VIOLATED_POLICY, "nothing came for " + time.toSeconds() + " s");
    }

    /** Ends it for the application; false if something else did before. */
    boolean end(CloseReason reason) {
        if (closed.compareAndSet(null, reason)) {
            hub.open().remove(this);
            return true;
        }
        return false;
    }

    /** Has it looked, when all that came before is handled, whether there still is a handler. */
    void lookAgain() {
        inbox.add(Inbox.Kind.SWAPPED, null, 0);
    }

    /** Says that the event is handled. */
    void handled(Event event) {
        inbox.done();
    }
}
