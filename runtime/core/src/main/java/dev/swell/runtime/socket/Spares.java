package dev.swell.runtime.socket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A bounded number of things that are costly to make and can be used again. Without locks, and with nothing kept for a
 * thread, since there may be a thread for each message.
 *
 * @param <T> the type of the things
 */
final class Spares<T> {

    private static final int MOST = 2 * Runtime.getRuntime().availableProcessors();

    private final Supplier<T> maker;
    private final Consumer<T> cleaner;
    private final Consumer<T> end;
    private final Queue<T> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Makes a store.
     *
     * @param cleaner makes a thing as good as new
     * @param end releases what a thing holds outside the heap
     */
    Spares(Supplier<T> maker, Consumer<T> cleaner, Consumer<T> end) {
        this.maker = maker;
        this.cleaner = cleaner;
        this.end = end;
    }

    T take() {
        T spare = free.poll();
        if (spare == null) {
            return maker.get();
        }
        count.decrementAndGet();
        return spare;
    }

    void giveBack(T thing) {
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            end.accept(thing);
        } else {
            cleaner.accept(thing);
            free.add(thing);
        }
    }
}
