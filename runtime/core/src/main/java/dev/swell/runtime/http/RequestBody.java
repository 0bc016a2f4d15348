package dev.swell.runtime.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;

import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

import io.undertow.server.RequestTooBigException;

import dev.swell.runtime.config.HttpSettings;

/**
 * The body of a request on its way to whoever reads it. Adds up the time that is spent on waiting for the client, and only
 * that: a handler that is busy before it reads costs the client nothing. Remembers why reading failed, so that a handler
 * that swallows the failure doesn't pass off half a body as a whole one. Once the handler has ended, what is left is
 * drained, and failures are read as the end.
 */
final class RequestBody extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private static final long NOT_RESUMED = 0;

    private final HttpSettings limits;
    private final Request request;
    private long receivedBytes;
    private volatile long waitedNanos;
    private volatile long resumedAt = NOT_RESUMED;
    private volatile IOException failure;

    RequestBody(StreamSourceConduit next, HttpSettings limits, Request request) {
        super(next);
        this.limits = limits;
        this.request = request;
    }

    private interface Read {
        long run() throws IOException;
    }

    private long guarded(Read read) throws IOException {
        boolean wanted = !request.isEnding(); // before: Undertow ends the exchange of a connection that breaks
        if (failure == null) {
            try {
                return counted(read.run());
            } catch (RequestTooBigException e) {
                failure = e;
            } catch (IOException e) {
                if (wanted) {
                    failure = e;
                } // else nobody minds that the client has gone with what nobody wanted
            }
        }
        if (wanted) {
            throw failure;
        }
        request.abandonBody();
        return -1;
    }

    private long counted(long count) throws RequestTooBigException {
        receivedBytes += Math.max(0, count);
        if (receivedBytes > limits.maxBody()) {
            throw new RequestTooBigException(
                    "the request body is larger than " + limits.maxBody() + " bytes (swell.http.max-body)");
        }
        return count;
    }

    /** Returns why reading has failed, or null. */
    IOException failure() {
        return failure;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        try {
            return (int) guarded(() -> next.read(buffer));
        } catch (IOException e) {
            // Undertow's stream would hand out what another request has left in the buffer, if it is read on
            buffer.limit(buffer.position());
            throw e;
        }
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return guarded(() -> next.read(buffers, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return guarded(() -> next.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return guarded(() -> next.transferTo(count, through, target));
    }

    @Override
    public void awaitReadable() {
        await(Long.MAX_VALUE);
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) {
        await(unit.toNanos(time));
    }

    private void await(long atMostNanos) {
        long left = limits.requestTimeout().toNanos() - waitedNanos;
        if (failure != null || left <= 0) {
            expire(); // the next read tells
            return;
        }
        long begin = System.nanoTime();
        // a wait of 0 would be one for ever
        try {
            next.awaitReadable(Math.max(1, NANOSECONDS.toMillis(Math.min(left, atMostNanos))), MILLISECONDS);
        } catch (IOException e) {
            failure = e; // the next read tells
        }
        waitedNanos += System.nanoTime() - begin;
    }

    private void expire() {
        if (failure == null) {
            failure = new RequestTimeoutException(limits.requestTimeout());
        }
    }

    @Override
    public void resumeReads() {
        resumed();
        next.resumeReads();
    }

    @Override
    public void wakeupReads() {
        resumed();
        next.wakeupReads();
    }

    private void resumed() {
        if (resumedAt == NOT_RESUMED) {
            resumedAt = System.nanoTime() | 1; // never 0
        }
    }

    @Override
    public void suspendReads() {
        if (resumedAt != NOT_RESUMED) {
            waitedNanos += System.nanoTime() - resumedAt;
            resumedAt = NOT_RESUMED;
        }
        next.suspendReads();
    }

    /** Has whoever is to be called when bytes come called now if that takes too long. Called on the I/O thread. */
    void look(long now) {
        long since = resumedAt;
        if (failure == null && since != NOT_RESUMED && waitedNanos + now - since > limits.requestTimeout().toNanos()) {
            expire();
            next.wakeupReads();
        }
    }
}
