package dev.swell.runtime.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * Writes frames in the order in which they were given, from any thread and without locks: whoever brings a frame while
 * nobody writes, writes, and goes on with what others bring meanwhile. What the socket doesn't take waits for it.
 */
final class FrameWriter {

    /** The JDK keeps, for each thread, a buffer as large as the largest array it ever wrote. */
    private static final int SLICE = 64 * 1024;
    /** What a frame that waits takes beside its bytes, roughly; of many small ones, such as pongs, that is nearly all. */
    private static final int FRAME_COST = 100;
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final ConduitStreamSinkChannel sink;
    private final Predicate<ByteBuffer> isLast;
    private final Runnable ended;
    private final Runnable broken;
    private final Queue<ByteBuffer> frames = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unwritten = new AtomicInteger();
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean closeWritten; // no frame may follow
    private volatile boolean over;

    /**
     * Makes one.
     *
     * @param isLast tells whether no frame may follow that one
     * @param ended is told, on any thread, that all is written and the output shut
     * @param broken is told instead, on any thread, that nothing more can be written
     */
    FrameWriter(ConduitStreamSinkChannel sink, Predicate<ByteBuffer> isLast, Runnable ended, Runnable broken) {
        this.sink = sink;
        this.isLast = isLast;
        this.ended = ended;
        this.broken = broken;
        sink.setWriteListener(channel -> {
            channel.suspendWrites();
            writeAll();
        });
    }

    /** Returns how many bytes of memory are taken by what the peer has not taken yet. */
    long waiting() {
        long bytes = waiting.get();
        return bytes == 0 ? 0 : bytes + (long) FRAME_COST * unwritten.get();
    }

    void append(ByteBuffer frame) {
        waiting.addAndGet(frame.remaining());
        add(frame);
    }

    /** Shuts the output when all is written; what is appended afterwards is dropped. */
    void end() {
        add(END);
    }

    private void add(ByteBuffer frame) {
        frames.add(frame);
        if (unwritten.getAndIncrement() == 0) {
            writeAll();
        }
    }

    private void writeAll() {
        do {
            if (!isWritten(frames.peek())) {
                sink.resumeWrites(); // the turn stays ours, until the listener goes on with it
                return;
            }
            frames.poll();
        } while (unwritten.decrementAndGet() > 0);
    }

    private boolean isWritten(ByteBuffer frame) {
        if (over || closeWritten && frame != END) {
            waiting.addAndGet(-frame.remaining());
            return true;
        }
        try {
            if (frame != END) {
                boolean written = write(frame) && sink.flush();
                closeWritten |= written && isLast.test(frame);
                return written;
            }
            sink.shutdownWrites();
            if (!sink.flush()) {
                return false;
            }
            over = true;
            ended.run();
        } catch (IOException e) {
            waiting.addAndGet(-frame.remaining());
            over = true;
            broken.run();
        }
        return true;
    }

    private boolean write(ByteBuffer frame) throws IOException {
        int end = frame.limit();
        while (frame.position() < end) {
            frame.limit(Math.min(end, frame.position() + SLICE));
            int written;
            try {
                written = sink.write(frame);
            } finally {
                frame.limit(end);
            }
            if (written == 0) {
                return false;
            }
            waiting.addAndGet(-written);
        }
        return true;
    }
}
