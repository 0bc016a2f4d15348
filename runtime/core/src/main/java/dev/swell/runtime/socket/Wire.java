package dev.swell.runtime.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import jakarta.websocket.CloseReason.CloseCodes;

import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSourceChannel;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;

/**
 * The socket below a connection: reads on the I/O thread as long as the connection has room, writes from any thread, and
 * ends in order, or by force when the peer takes too long. An idle one holds no buffer.
 */
final class Wire {

    /** What is told of what happens, on the I/O thread. */
    interface Listener {
        /** Makes what cuts the peer's bytes into messages; called once. */
        Framer framer();

        /** Something came from the peer. */
        void hear();

        /** Tells whether to read on; if not, {@link #resume} must be called when there is room. */
        boolean hasRoom();

        /** The peer broke the rules, and nothing more is taken from it: the wire has to be finished. */
        void broken(ProtocolFailure failure);

        /** The peer sends no more: the wire has to be finished or aborted. */
        void inputEnded();

        /** The socket is closed, once. */
        void gone();
    }

    /**
     * How long a peer may take.
     *
     * @param message from a message's first byte to its last, while we read
     * @param close for the next bytes of what is left and for its close frame, when the connection is closed
     */
    record Patience(Duration message, Duration close) {

        static final Patience USUAL = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(3));
    }

    private enum Input {
        FRAMES, WAITING, DISCARDED, ENDED
    }

    private static final int LOOKS_AT_CLOSE = 20;
    private static final int READS_AT_ONCE = 16; // then the I/O thread's other connections have their turn

    private final StreamConnection stream;
    private final ByteBufferPool buffers;
    private final Patience patience;
    private final Listener listener;
    private final Framer reader;
    private final FrameWriter writer;

    // what follows is the I/O thread's
    private Input input = Input.WAITING;
    private ByteBuffer unread;
    private boolean closing;
    private boolean outputEnded;
    private boolean gone;
    private XnioExecutor.Key timer;
    private int timed;

    Wire(StreamConnection stream, ByteBufferPool buffers, Patience patience, Listener listener,
            Predicate<ByteBuffer> isLast) {
        this.stream = stream;
        this.buffers = buffers;
        this.patience = patience;
        this.listener = listener;
        this.reader = listener.framer();
        this.writer = new FrameWriter(stream.getSinkChannel(), isLast, () -> thread().execute(this::outputEnded),
                () -> thread().execute(this::end));
    }

    XnioIoThread thread() {
        return stream.getIoThread();
    }

    /** Begins to read; on the I/O thread. */
    void start() {
        stream.getSourceChannel().setReadListener(this::read);
        stream.setCloseListener(closed -> thread().execute(this::end));
        resume();
    }

    /** Reads on, if there was no room before; on the I/O thread. */
    void resume() {
        if (input == Input.WAITING) {
            input = Input.FRAMES;
            stream.getSourceChannel().wakeupReads(); // there may be bytes that no selector sees, read ahead
        }
    }

    /** Returns how many bytes of memory are taken by what the peer has not taken yet. */
    long waiting() {
        return writer.waiting();
    }

    void send(ByteBuffer frame) {
        writer.append(frame);
    }

    /** Sends a close frame and waits for the peer's. */
    void close(ByteBuffer closeFrame) {
        writer.append(closeFrame);
        thread().execute(() -> {
            beginToClose();
            resume();
        });
    }

    /** Sends a close frame and ends: the peer has closed too, or broke the rules. */
    void finish(ByteBuffer closeFrame) {
        writer.append(closeFrame);
        finish();
    }

    /** Ends when all is sent. */
    void finish() {
        writer.end();
        thread().execute(() -> {
            beginToClose();
            discard();
        });
    }

    private void beginToClose() {
        if (!closing && !gone) {
            closing = true;
            cancelTimer();
            endUnlessTaken(writer.waiting(), LOOKS_AT_CLOSE);
        }
    }

    /** Gives a slow peer time to take what was sent before, but not for ever. */
    private void endUnlessTaken(long left, int looks) {
        timer = thread().executeAfter(() -> {
            long stillLeft = writer.waiting();
            if (stillLeft < left && looks > 1) {
                endUnlessTaken(stillLeft, looks - 1);
            } else {
                end();
            }
        }, patience.close().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }

    /**
     * Takes nothing more from the peer, but reads on: else the socket would be reset in the end, and what we sent be lost
     * before the peer has read it. On the I/O thread.
     */
    void discard() {
        unread = null;
        if (input != Input.ENDED) {
            input = Input.DISCARDED;
            stream.getSourceChannel().wakeupReads();
        }
    }

    private void outputEnded() {
        outputEnded = true;
        if (input == Input.ENDED) {
            end();
        }
    }

    private void read(ConduitStreamSourceChannel source) {
        try {
            if (unread != null) {
                ByteBuffer rest = unread;
                unread = null;
                take(rest);
            }
            readSocket(source);
        } catch (IOException e) {
            end();
        } catch (ProtocolFailure e) {
            discard();
            listener.broken(e);
        } catch (RuntimeException | Error e) { // the selector would bring the same bytes again and again
            end();
            throw e;
        }
        watchMessage();
    }

    private boolean isReading() {
        return input == Input.FRAMES || input == Input.DISCARDED;
    }

    private void readSocket(ConduitStreamSourceChannel source) throws IOException, ProtocolFailure {
        if (!isReading()) {
            source.suspendReads();
            return;
        }
        try (PooledByteBuffer pooled = buffers.allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            for (int i = 0; i < READS_AT_ONCE && isReading(); i++) {
                int count = source.read(buffer.clear());
                if (count < 0) {
                    inputEnded(source);
                }
                if (count <= 0) {
                    return;
                }
                listener.hear();
                boolean filled = !buffer.hasRemaining();
                take(buffer.flip());
                if (!filled) {
                    break; // the socket is empty, or the selector will say that it isn't
                }
            }
        }
        if (!isReading()) {
            source.suspendReads();
        }
    }

    private void take(ByteBuffer bytes) throws ProtocolFailure {
        while (input == Input.FRAMES && bytes.hasRemaining()) {
            if (listener.hasRoom()) {
                reader.read(bytes);
            } else {
                input = Input.WAITING;
                unread = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            }
        }
    }

    private void inputEnded(ConduitStreamSourceChannel source) {
        boolean expected = input == Input.DISCARDED;
        input = Input.ENDED;
        source.suspendReads();
        if (!expected) {
            listener.inputEnded();
        } else if (outputEnded) {
            end();
        }
    }

    /** A message that never gets whole would hold its memory for ever. */
    private void watchMessage() {
        if (closing || gone) {
            return;
        }
        if (input != Input.FRAMES || !reader.isWithin()) {
            cancelTimer();
        } else if (timer == null || timed != reader.ended()) { // one message may have ended and the next begun
            cancelTimer();
            timed = reader.ended();
            timer = thread().executeAfter(this::late, patience.message().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void late() {
        timer = null;
        discard();
        listener.broken(new ProtocolFailure(CloseCodes.VIOLATED_POLICY,
                "message not whole after " + patience.message().toSeconds() + " s"));
    }

    /** Ends at once; on the I/O thread. */
    void abort() {
        end();
    }

    private void end() {
        if (!gone) {
            gone = true;
            input = Input.ENDED;
            unread = null;
            cancelTimer();
            IoUtils.safeClose(stream);
            listener.gone();
        }
    }
}
