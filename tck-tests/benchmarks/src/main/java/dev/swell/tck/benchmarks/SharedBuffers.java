package dev.swell.tck.benchmarks;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;

/** A pool of direct buffers that has no lock, and nothing for each thread. */
final class SharedBuffers implements ByteBufferPool {

    private final int bytes;
    private final int limit;
    private final boolean direct;
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ByteBufferPool arrays;

    /**
     * Makes a pool.
     *
     * @param bytes of a buffer
     * @param limit how many are kept
     */
    SharedBuffers(int bytes, int limit) {
        this(bytes, limit, true);
    }

    private SharedBuffers(int bytes, int limit, boolean direct) {
        this.bytes = bytes;
        this.limit = limit;
        this.direct = direct;
        this.arrays = direct ? new SharedBuffers(bytes, limit, false) : this;
    }

    @Override
    public PooledByteBuffer allocate() {
        ByteBuffer buffer = free.poll();
        if (buffer == null) {
            return new Loan(direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes));
        }
        count.decrementAndGet();
        return new Loan(buffer.clear());
    }

    private void takeBack(ByteBuffer buffer) {
        if (count.incrementAndGet() <= limit) {
            free.add(buffer);
        } else {
            count.decrementAndGet();
        }
    }

    @Override
    public ByteBufferPool getArrayBackedPool() {
        return arrays;
    }

    @Override
    public int getBufferSize() {
        return bytes;
    }

    @Override
    public boolean isDirect() {
        return direct;
    }

    @Override
    public void close() {
        free.clear();
    }

    private final class Loan extends AtomicReference<ByteBuffer> implements PooledByteBuffer {

        private Loan(ByteBuffer buffer) {
            super(buffer);
        }

        @Override
        public ByteBuffer getBuffer() {
            ByteBuffer buffer = get();
            if (buffer == null) {
                throw new IllegalStateException("closed");
            }
            return buffer;
        }

        @Override
        public void close() {
            ByteBuffer buffer = getAndSet(null);
            if (buffer != null) {
                takeBack(buffer);
            }
        }

        @Override
        public boolean isOpen() {
            return get() != null;
        }
    }
}
