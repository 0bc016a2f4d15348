package dev.swell.runtime.socket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What a connection's application has yet to see, one thing at a time, in order. Safe for any thread. */
final class Inbox {

    enum Kind {
        OPEN, TEXT, BINARY,
        /** A message of a protocol that doesn't say whether it is text. */
        DATA,
        /** Another worker has taken over: there may be no handler any more. */
        SWAPPED,
        /** The peer's close frame: it is answered when what came before is done. */
        PEER_CLOSE,
        /** The connection is closed: the last event. */
        CLOSED
    }

    /**
     * One thing to see.
     *
     * @param content the message, or the like
     * @param bytes its size
     */
    record Event(Kind kind, Object content, int bytes) {}

    // So much is read ahead while an event is handled: pings behind it are answered, yet memory is bounded.
    private static final int MAX_EVENTS = 32;
    private static final int MAX_BYTES = 64 * 1024;

    private final Consumer<Event> handler;
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Makes one.
     *
     * @param handler is given one event after the other, the next when {@link #done} was called
     */
    Inbox(Consumer<Event> handler) {
        this.handler = handler;
    }

    void add(Kind kind, Object content, int size) {
        bytes.addAndGet(size);
        events.add(new Event(kind, content, size));
        if (count.getAndIncrement() == 0) {
            next();
        }
    }

    private void next() {
        Event event = events.peek();
        bytes.addAndGet(-event.bytes()); // it waits no longer
        handler.accept(event);
    }

    /** Says that the event is handled; has the next one handled on this thread. */
    void done() {
        events.remove();
        if (count.decrementAndGet() > 0) {
            next();
        }
    }

    boolean isEmpty() {
        return count.get() == 0;
    }

    boolean hasRoom() {
        return count.get() < MAX_EVENTS && bytes.get() < MAX_BYTES;
    }
}
