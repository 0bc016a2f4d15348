package dev.swell.runtime.socket;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

import io.undertow.connector.ByteBufferPool;

import dev.swell.runtime.socket.Inbox.Event;
import dev.swell.runtime.socket.Inbox.Kind;
import dev.swell.runtime.worker.Stripes;
import dev.swell.socket.Connection;
import dev.swell.socket.Protocol;

/**
 * A connection. Whatever ends it first decides the reason that {@code @OnClose} is told: the peer's close frame, when its
 * turn has come after the messages before it; a call of {@link #close}; a broken rule; or the end of the socket.
 */
final class WebSocketConnection implements Connection, Wire.Listener {

    private static final CloseReason NORMAL = new CloseReason(CloseCodes.NORMAL_CLOSURE, null);

    private final long id;
    private final Terms terms;
    private final Hub hub;
    private final Wire wire;
    private final Inbox inbox;
    private final AtomicReference<CloseReason> closed = new AtomicReference<>();
    private final AtomicReference<Map<String, String>> attributes = new AtomicReference<>();
    private volatile boolean waitsForRoom;

    WebSocketConnection(Hub hub, Terms terms, StreamConnection stream, ByteBufferPool buffers) {
        this.id = hub.open().nextId();
        this.terms = terms;
        this.hub = hub;
        this.inbox = new Inbox(event -> hub.dispatcher().dispatch(this, event));
        this.wire = new Wire(stream, buffers, hub.patience(),
                new FrameReader(terms.maxMessage(), terms.compression(), this), this);
    }

    /** Opens it for the application; what it receives waits until {@code @OnOpen} is done. On the I/O thread. */
    void begin(UpgradeRequest request) {
        hub.enter();
        hub.open().add(this);
        inbox.add(Kind.OPEN, request, 0);
        wire.start();
    }

    Terms terms() {
        return terms;
    }

    int stripe() {
        return Stripes.of(thread());
    }

    XnioIoThread thread() {
        return wire.thread();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Protocol protocol() {
        return Protocol.WEBSOCKET;
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
        boolean sent = isOpen() && write(message.frame(terms.compression()));
        if (sent) {
            terms.traffic().sent().inc();
        }
        return sent;
    }

    /** One frame may wait however long it is: only those behind it tell that the peer is slow. */
    private boolean write(ByteBuffer frame) {
        long waiting = wire.waiting();
        if (waiting > 0 && waiting + frame.remaining() > hub.sendBuffer()) {
            fail(CloseCodes.TRY_AGAIN_LATER, "reads too slowly");
            return false;
        }
        wire.send(frame);
        return true;
    }

    @Override
    public void close() {
        close(NORMAL);
    }

    @Override
    public void close(CloseReason reason) {
        CloseReason copy = CloseReasons.copy(reason);
        if (end(copy)) {
            wire.close(Frame.close(copy));
            inbox.add(Kind.CLOSED, copy, 0);
        }
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

    private boolean end(CloseReason reason) {
        if (closed.compareAndSet(null, reason)) {
            hub.open().remove(this);
            return true;
        }
        return false;
    }

    /** Closes it because it can't go on. */
    void fail(CloseCode code, String reason) {
        finish(CloseReasons.of(code, reason));
    }

    private void finish(CloseReason reason) {
        if (end(reason)) {
            wire.finish(Frame.close(reason));
            inbox.add(Kind.CLOSED, reason, 0);
        } else {
            wire.finish();
        }
    }

    /** Has it looked, when all that came before is handled, whether there still is a handler. */
    void lookAgain() {
        inbox.add(Kind.SWAPPED, null, 0);
    }

    /** Answers the peer's close frame, now that all messages before it are handled. */
    void answerClose(CloseReason reason) {
        finish(reason);
    }

    /** Says that the event is handled. */
    void handled(Event event) {
        inbox.done();
        if (event.kind() == Kind.CLOSED) {
            hub.leave();
        }
        if (waitsForRoom && inbox.hasRoom()) {
            waitsForRoom = false;
            thread().execute(wire::resume);
        }
    }

    @Override
    public void received(Object message, int bytes) {
        if (isOpen()) {
            terms.traffic().received().inc();
            inbox.add(message instanceof String ? Kind.TEXT : Kind.BINARY, message, bytes);
        }
    }

    @Override
    public void pinged(byte[] payload) {
        if (isOpen()) {
            write(Frame.pong(payload));
        }
    }

    @Override
    public void peerCloses(CloseReason reason) {
        wire.discard();
        if (isOpen()) {
            inbox.add(Kind.PEER_CLOSE, reason, 0);
        } else {
            wire.finish();
        }
    }

    @Override
    public boolean hasRoom() {
        if (!isOpen() || inbox.hasRoom()) { // nothing is kept of what comes after the end
            return true;
        }
        waitsForRoom = true;
        return inbox.hasRoom(); // asked again: room may have been made before anybody saw that we wait
    }

    @Override
    public void broken(ProtocolFailure failure) {
        SocketLogger.LOG.debugf("Connection %d to %s from %s is closed with %d: %s", id, path(), remote(),
                failure.code().getCode(), failure.getMessage());
        fail(failure.code(), failure.getMessage());
    }

    @Override
    public void gone() {
        if (end(CloseReasons.VANISHED)) {
            inbox.add(Kind.CLOSED, CloseReasons.VANISHED, 0);
        }
        hub.leave();
    }
}
