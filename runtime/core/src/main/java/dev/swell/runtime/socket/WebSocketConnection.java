package dev.swell.runtime.socket;

import java.nio.ByteBuffer;

import jakarta.websocket.CloseReason;

import org.xnio.StreamConnection;

import io.undertow.connector.ByteBufferPool;

import dev.swell.runtime.socket.Inbox.Kind;
import dev.swell.socket.Protocol;

/** A connection that speaks RFC 6455. The peer's close frame has its turn after the messages before it. */
final class WebSocketConnection extends StreamSocket implements FrameReader.Listener {

    private static final byte CLOSE = (byte) (Frame.FIN | Frame.CLOSE);

    WebSocketConnection(Hub hub, Terms terms, StreamConnection stream, ByteBufferPool buffers) {
        super(hub, terms, stream, buffers, frame -> frame.get(0) == CLOSE);
    }

    @Override
    public Framer framer() {
        return new FrameReader(terms().maxMessage(), terms().compression(), this);
    }

    @Override
    public Protocol protocol() {
        return Protocol.WEBSOCKET;
    }

    @Override
    ByteBuffer frame(Outgoing message) {
        return message.frame(terms().compression());
    }

    @Override
    void sayGoodbye(CloseReason reason) {
        wire().close(Frame.close(reason));
    }

    @Override
    void finishWire(CloseReason reason) {
        wire().finish(Frame.close(reason));
    }

    @Override
    void ping() {
        if (isOpen() && wire().waiting() == 0) {
            write(Frame.of(Frame.PING, new byte[0]));
        }
    }

    @Override
    public void received(Object message, int bytes) {
        received(message instanceof String ? Kind.TEXT : Kind.BINARY, message, bytes);
    }

    @Override
    public void pinged(byte[] payload) {
        if (isOpen()) {
            write(Frame.pong(payload));
        }
    }

    @Override
    public void peerCloses(CloseReason reason) {
        super.peerCloses(reason);
    }

    @Override
    public void inputEnded() { // without a close frame
        wire().abort();
    }
}
