package dev.swell.runtime.socket;

import java.nio.ByteBuffer;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

import org.xnio.StreamConnection;

import io.undertow.connector.ByteBufferPool;

import dev.swell.runtime.socket.Inbox.Kind;
import dev.swell.socket.Protocol;

/** A TCP connection. A peer that has sent its last may still be answered; then the connection is closed. */
final class TcpConnection extends StreamSocket {

    private static final CloseReason PEER_ENDED = new CloseReason(CloseCodes.NORMAL_CLOSURE, null);

    TcpConnection(Hub hub, Terms terms, StreamConnection stream, ByteBufferPool buffers) {
        super(hub, terms, stream, buffers, frame -> false);
    }

    @Override
    void begin(UpgradeRequest none) {
        hub().remember(this);
        super.begin(none);
    }

    @Override
    public void gone() {
        super.gone();
        hub().forget(this);
    }

    @Override
    public Framer framer() {
        return TcpFrames.reader(terms().framing(), terms().maxMessage(), this::received);
    }

    private void received(byte[] message) {
        received(Kind.DATA, message, message.length);
    }

    @Override
    public Protocol protocol() {
        return Protocol.TCP;
    }

    @Override
    ByteBuffer frame(Outgoing message) {
        return message.frame(terms().framing());
    }

    @Override
    void sayGoodbye(CloseReason reason) {
        wire().finish();
    }

    @Override
    void finishWire(CloseReason reason) {
        wire().finish();
    }

    @Override
    public void inputEnded() {
        peerCloses(PEER_ENDED);
    }
}
