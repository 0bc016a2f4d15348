package dev.swell.runtime.http;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;

/**
 * Buffers that are used again, with neither locks nor anything kept for a thread: Undertow's own pool takes a monitor, on
 * which an I/O thread and a virtual thread that it carries can wait for each other, and fills a cache for each thread that
 * passes. Keeps a bounded number of free buffers; gives out as many as are asked for. When it is closed it keeps none any
 * more: the last connections may still need some.
 */
final class BufferPool implements ByteBufferPool {

    /** What fits a socket's read and the head of nearly every request. */
    static final int BUFFER_BYTES = 16 * 1024;

    private static final int MAX_FREE = 2048;

    private final boolean direct;
    private final int bufferBytes;
    private final int maxFree;
    private final BufferPool arrayBacked;
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger freeCount = new AtomicInteger();
    private volatile boolean closed;

    /** Makes one of direct buffers, with a sibling of arrays. */
    BufferPool() {
        this(true, BUFFER_BYTES, MAX_FREE);
    }

    BufferPool(boolean direct, int bufferBytes, int maxFree) {
        this.direct = direct;
        this.bufferBytes = bufferBytes;
        this.maxFree = maxFree;
        this.arrayBacked = direct ? new BufferPool(false, bufferBytes, maxFree) : this;
    }

    @Override
    public PooledByteBuffer allocate() {
        ByteBuffer buffer = free.poll();
        if (buffer == null) {
            return new Loan(direct ? ByteBuffer.allocateDirect(bufferBytes) : ByteBuffer.allocate(bufferBytes));
        }
        freeCount.decrementAndGet();
        return new Loan(buffer.clear());
    }

    private void takeBack(ByteBuffer buffer) {
        if (closed) {
            return;
        }
        if (freeCount.incrementAndGet() > maxFree) {
            freeCount.decrementAndGet();
        } else {
            free.add(buffer);
        }
    }

    int freeCount() {
        return freeCount.get();
    }

    @Override
    public ByteBufferPool getArrayBackedPool() {
        return arrayBacked;
    }

    @Override
    public void close() {
        closed = true;
        free.clear();
        if (arrayBacked != this) {
            arrayBacked.close();
        }
    }

    @Override
    public int getBufferSize() {
        return bufferBytes;
    }

    @Override
    public boolean isDirect() {
        return direct;
    }

    /** A buffer that is out. Closing it again does nothing: the buffer may be someone else's by then. */
    private final class Loan extends AtomicBoolean implements PooledByteBuffer {

        private static final long serialVersionUID = 1L;

        private transient ByteBuffer buffer;

        Loan(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getBuffer() {
            ByteBuffer lent = buffer;
            if (lent == null) {
                throw new IllegalStateException("the buffer was given back");
            }
            return lent;
        }

        @Override
        public void close() {
            if (compareAndSet(false, true)) {
                ByteBuffer lent = buffer;
                buffer = null;
                takeBack(lent);
            }
        }

        @Override
        public boolean isOpen() {
            return !get();
        }
    }
}
