package dev.swell.runtime.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What goes out on a connection. A client that takes nothing for long while something waits for it is given up: it would
 * hold a thread and a lane for ever.
 */
final class Outlet extends AbstractStreamSinkConduit<StreamSinkConduit> {

    // What has become of the current answer. Numbers, since a reference that changes with each request costs the garbage
    // collector work
    /** Nothing has left. */
    private static final int NONE = 0;
    private static final int BEGUN = 1;
    /** The connection ends with an answer that isn't the handler's. */
    private static final int CUT = 2;

    private static final long MOVING = 0;
    private static final AtomicIntegerFieldUpdater<Outlet> ANSWER = AtomicIntegerFieldUpdater.newUpdater(Outlet.class,
            "answer");

    private final StreamConnection connection;
    private final Duration patience;
    private volatile long stuckSince = MOVING;
    private volatile boolean unlimited;
    private volatile int answer;

    Outlet(StreamConnection connection, Duration patience) {
        super(connection.getSinkChannel().getConduit());
        this.connection = connection;
        this.patience = patience;
    }

    /** Waits for ever from now on: the connection has left HTTP. */
    void release() {
        unlimited = true;
    }

    /**
     * Lets nothing more out, so that somebody else may answer.
     *
     * @return false if an answer has begun already: then it goes on
     */
    boolean cut() {
        return ANSWER.compareAndSet(this, NONE, CUT);
    }

    /** Writes the answer after a {@link #cut}; throws if the socket doesn't take it at once. */
    void writeLast(ByteBuffer bytes) throws IOException {
        next.write(bytes);
        next.terminateWrites();
        next.flush();
    }

    /** Says that the answer has gone out whole. */
    void answered() {
        ANSWER.compareAndSet(this, BEGUN, NONE);
    }

    private void begin() throws ClosedChannelException {
        if (answer != BEGUN && !ANSWER.compareAndSet(this, NONE, BEGUN)) {
            throw new ClosedChannelException();
        }
    }

    private long moved(long count, long offered) {
        if (count > 0) {
            stuckSince = MOVING;
        } else if (offered > 0 && stuckSince == MOVING) {
            stuckSince = System.nanoTime() | 1; // never 0
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        begin();
        int offered = source.remaining();
        return (int) moved(next.write(source), offered);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        begin();
        return moved(next.write(sources, offset, length), 1);
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        begin();
        int offered = source.remaining();
        return (int) moved(next.writeFinal(source), offered);
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        begin();
        return moved(next.writeFinal(sources, offset, length), 1);
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        begin();
        return moved(next.transferFrom(source, position, count), count);
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through) throws IOException {
        begin();
        return next.transferFrom(source, count, through); // nothing may come because the source has nothing
    }

    @Override
    public void awaitWritable() throws IOException {
        awaitWritable(Long.MAX_VALUE, NANOSECONDS);
    }

    @Override
    public void awaitWritable(long time, TimeUnit unit) throws IOException {
        long since = stuckSince;
        long left = since == MOVING || unlimited ? Long.MAX_VALUE
                : patience.toNanos() - (System.nanoTime() - since);
        if (left <= 0) {
            giveUp();
            throw new IOException("the client has taken nothing for " + patience.toMillis() + " ms");
        }
        // a wait of 0 would be one for ever
        next.awaitWritable(Math.max(1, NANOSECONDS.toMillis(Math.min(left, unit.toNanos(time)))), MILLISECONDS);
    }

    /**
     * Gives the client up if it has taken nothing for too long and nobody waits for it; whoever does sees to it himself, as
     * closing the connection takes away the buffers that he writes from. Called on the I/O thread, now and then.
     */
    void look(long now) {
        long since = stuckSince;
        if (since != MOVING && !unlimited && next.isWriteResumed() && now - since > patience.toNanos()) {
            giveUp();
        }
    }

    private void giveUp() {
        HttpLogger.LOG.debugf("Closing a connection from %s, which takes nothing", connection.getPeerAddress());
        IoUtils.safeClose(connection);
    }
}
