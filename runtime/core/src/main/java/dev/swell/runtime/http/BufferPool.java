package dev.swell.runtime.http;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;

/**
 * Buffers that are used again, with neither locks nor anything kept for a thread: Undertow's own pool takes a monitor, on
 * which an I/O thread and a virtual thread that it carries can wait for each other, and fills a cache for each thread that
 * passes. There is one for each I/O thread, so that what changes hands mostly stays on its processor; any thread may use it.
 * Keeps a bounded number of free buffers; gives out as many as are asked for. When it is closed it keeps none any more: the
 * last connections may still need some.
 * <p>
 * Whoever gets a buffer gets a view of his own. When a connection breaks while somebody writes, Undertow gives the buffer
 * back within that write, whose end then sets the limit of what may be another request's by now.
 */
final class BufferPool implements ByteBufferPool {

    /** What fits a socket's read and the head of nearly every request. */
    static final int BUFFER_BYTES = 16 * 1024;

    private static final int MAX_FREE = 2048;

    /**
     * So many have a place of their own, which is as many as the requests of one I/O thread mostly need at once: to take and
     * to leave them stores no reference, which would cost the garbage collector work for each request.
     */
    private static final int AT_HAND = 4;

    private final boolean direct;
    private final int bufferBytes;
    private final int maxFree;
    private final BufferPool arrayBacked;
    private final AtomicReferenceArray<Place> places = new AtomicReferenceArray<>(AT_HAND);
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger freeCount = new AtomicInteger(); // of those in the queue
    private volatile boolean closed;
    private volatile boolean wary;

    /**
     * Makes one of direct buffers, with a sibling of arrays.
     *
     * @param siblings how many such pools there are, which share the bound
     */
    BufferPool(int siblings) {
        this(true, BUFFER_BYTES, MAX_FREE / siblings);
    }

    BufferPool(boolean direct, int bufferBytes, int maxFree) {
        this.direct = direct;
        this.bufferBytes = bufferBytes;
        this.maxFree = maxFree;
        this.arrayBacked = direct ? new BufferPool(false, bufferBytes, maxFree) : this;
    }

    @Override
    public PooledByteBuffer allocate() {
        for (int i = 0; i < AT_HAND && !closed; i++) {
            Place place = places.get(i);
            if (place == null) {
                place = new Place(i, newBuffer());
                if (places.compareAndSet(i, null, place)) {
                    return new Loan(place, place.buffer);
                }
            } else if (!place.get() && place.compareAndSet(false, true)) {
                return new Loan(place, place.buffer);
            }
        }
        ByteBuffer buffer = free.poll();
        if (buffer == null) {
            return new Loan(null, newBuffer());
        }
        freeCount.decrementAndGet();
        return new Loan(null, buffer);
    }

    private ByteBuffer newBuffer() {
        return direct ? ByteBuffer.allocateDirect(bufferBytes) : ByteBuffer.allocate(bufferBytes);
    }

    private void takeBack(Place place, ByteBuffer buffer) {
        if (closed || wary) {
            if (place != null) {
                places.compareAndSet(place.number, place, null);
            }
        } else if (place != null) {
            place.set(false);
        } else if (freeCount.incrementAndGet() > maxFree - AT_HAND) {
            freeCount.decrementAndGet();
        } else {
            free.add(buffer);
        }
    }

    /**
     * Does something by which buffers may be given back that another thread still reads into or writes from: nobody gets
     * those again.
     */
    void keepingNone(Runnable action) {
        wary = true;
        try {
            action.run();
        } finally {
            wary = false;
        }
    }

    int freeCount() {
        int count = freeCount.get();
        for (int i = 0; i < AT_HAND; i++) {
            Place place = places.get(i);
            count += place == null || place.get() ? 0 : 1;
        }
        return count;
    }

    @Override
    public ByteBufferPool getArrayBackedPool() {
        return arrayBacked;
    }

    @Override
    public void close() {
        closed = true;
        free.clear();
        for (int i = 0; i < AT_HAND; i++) {
            places.set(i, null);
        }
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

    /** A buffer that is always here or out; true while it is out. */
    private static final class Place extends AtomicBoolean {

        private static final long serialVersionUID = 1L;

        private final int number;
        private final transient ByteBuffer buffer;

        Place(int number, ByteBuffer buffer) {
            super(true);
            this.number = number;
            this.buffer = buffer;
        }
    }

    /** A buffer that is out. Closing it again does nothing: the buffer may be someone else's by then. */
    private final class Loan extends AtomicBoolean implements PooledByteBuffer {

        private static final long serialVersionUID = 1L;

        private final transient Place place;
        private final transient ByteBuffer buffer;
        private final transient ByteBuffer view;

        /**
         * Makes one.
         *
         * @param place where it goes back to, or null
         */
        Loan(Place place, ByteBuffer buffer) {
            this.place = place;
            this.buffer = buffer;
            this.view = buffer.duplicate();
        }

        @Override
        public ByteBuffer getBuffer() {
            if (get()) {
                throw new IllegalStateException("the buffer was given back");
            }
            return view;
        }

        @Override
        public void close() {
            if (compareAndSet(false, true)) {
                takeBack(place, buffer);
            }
        }

        @Override
        public boolean isOpen() {
            return !get();
        }
    }
}
