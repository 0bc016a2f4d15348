package dev.swell.runtime.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

import org.xnio.XnioIoThread;

import dev.swell.runtime.socket.Inbox.Event;
import dev.swell.runtime.socket.Inbox.Kind;
import dev.swell.socket.Protocol;

/** What has come from one remote address and may go there. It is not opened or closed, only forgotten. */
final class UdpConnection extends SocketConnection {

    private final UdpPort port;

    UdpConnection(Hub hub, Terms terms, UdpPort port) {
        super(hub, terms);
        this.port = port;
    }

    @Override
    XnioIoThread thread() {
        return port.thread();
    }

    @Override
    public Protocol protocol() {
        return Protocol.UDP;
    }

    /** Has a datagram handled; it is lost when too many wait already. */
    boolean received(byte[] datagram) {
        if (!inbox().hasRoom()) {
            return false;
        }
        terms().traffic().received().inc();
        inbox().add(Kind.DATA, datagram, datagram.length);
        return true;
    }

    @Override
    void handled(Event event) {
        if (event.kind() == Kind.DATA) {
            port.handled(event.bytes());
        }
        super.handled(event);
    }

    @Override
    boolean write(Outgoing message) {
        return port.send(remote(), message.payload());
    }

    @Override
    public void close() {
        close(new CloseReason(CloseCodes.NORMAL_CLOSURE, null));
    }

    @Override
    public void close(CloseReason reason) {
        if (end(CloseReasons.copy(reason))) {
            port.forget(this);
        }
    }

    @Override
    void fail(CloseCode code, String reason) {
        // anybody can write a sender's address into a datagram that makes no sense
        if (code != CloseCodes.NOT_CONSISTENT && end(CloseReasons.of(code, reason))) {
            port.forget(this);
        }
    }

    @Override
    void answerClose(CloseReason reason) {
        throw new IllegalStateException("a datagram closes nothing");
    }
}
