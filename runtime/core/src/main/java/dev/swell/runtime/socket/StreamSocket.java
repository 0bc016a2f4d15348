package dev.swell.runtime.socket;

import java.nio.ByteBuffer;
import java.util.function.Predicate;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

import io.undertow.connector.ByteBufferPool;

import dev.swell.runtime.socket.Inbox.Event;
import dev.swell.runtime.socket.Inbox.Kind;

/** A connection on a stream of bytes: what it sends is bounded, and it ends after what was sent before. */
abstract class StreamSocket extends SocketConnection implements Wire.Listener {

    private static final CloseReason NORMAL = new CloseReason(CloseCodes.NORMAL_CLOSURE, null);

    private final Wire wire;
    private volatile boolean waitsForRoom;

    /**
     * Makes one.
     *
     * @param isLast tells whether no frame may follow that one
     */
    StreamSocket(Hub hub, Terms terms, StreamConnection stream, ByteBufferPool buffers, Predicate<ByteBuffer> isLast) {
        super(hub, terms);
        this.wire = new Wire(stream, buffers, hub.patience(), this, isLast);
    }

    /** Returns the message as this connection's protocol has it. */
    abstract ByteBuffer frame(Outgoing message);

    /** Has the socket say goodbye for a reason, and wait for the peer's answer where there is one. */
    abstract void sayGoodbye(CloseReason reason);

    /** Has the socket say goodbye for a reason, and end. */
    abstract void finishWire(CloseReason reason);

    Wire wire() {
        return wire;
    }

    @Override
    XnioIoThread thread() {
        return wire.thread();
    }

    /**
     * Opens it for the application; what it receives waits until {@code @OnOpen} is done. On the I/O thread.
     *
     * @param request the upgrade request, or null
     */
    void begin(UpgradeRequest request) {
        hub().enter();
        hub().open().add(this);
        inbox().add(Kind.OPEN, request, 0);
        wire.start();
    }

    /** Ends at once, from any thread. */
    void cut() {
        thread().execute(wire::abort);
    }

    @Override
    boolean write(Outgoing message) {
        return write(frame(message));
    }

    /** One frame may wait however long it is: only those behind it tell that the peer is slow. */
    boolean write(ByteBuffer frame) {
        long waiting = wire.waiting();
        if (waiting > 0 && waiting + frame.remaining() > hub().sendBuffer()) {
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
            sayGoodbye(copy);
            inbox().add(Kind.CLOSED, copy, 0);
        }
    }

    @Override
    void fail(CloseCode code, String reason) {
        finish(CloseReasons.of(code, reason));
    }

    private void finish(CloseReason reason) {
        if (end(reason)) {
            finishWire(reason);
            inbox().add(Kind.CLOSED, reason, 0);
        } else {
            wire.finish();
        }
    }

    @Override
    void answerClose(CloseReason reason) {
        finish(reason);
    }

    @Override
    void handled(Event event) {
        super.handled(event);
        if (event.kind() == Kind.CLOSED) {
            hub().leave();
        }
        if (waitsForRoom && inbox().hasRoom()) {
            waitsForRoom = false;
            thread().execute(wire::resume);
        }
    }

    void received(Kind kind, Object message, int bytes) {
        if (isOpen()) {
            terms().traffic().received().inc();
            inbox().add(kind, message, bytes);
        }
    }

    /** Takes the peer's end, whose turn comes after what it sent before. */
    void peerCloses(CloseReason reason) {
        wire.discard();
        if (isOpen()) {
            inbox().add(Kind.PEER_CLOSE, reason, 0);
        } else {
            wire.finish();
        }
    }

    @Override
    public boolean hasRoom() {
        if (!isOpen() || inbox().hasRoom()) { // nothing is kept of what comes after the end
            return true;
        }
        waitsForRoom = true;
        return inbox().hasRoom(); // asked again: room may have been made before anybody saw that we wait
    }

    @Override
    public void broken(ProtocolFailure failure) {
        SocketLogger.LOG.debugf("Connection %d to %s from %s is closed with %d: %s", id(), path(), remote(),
                failure.code().getCode(), failure.getMessage());
        fail(failure.code(), failure.getMessage());
    }

    @Override
    public void gone() {
        if (end(CloseReasons.VANISHED)) {
            inbox().add(Kind.CLOSED, CloseReasons.VANISHED, 0);
        }
        hub().leave();
    }
}
