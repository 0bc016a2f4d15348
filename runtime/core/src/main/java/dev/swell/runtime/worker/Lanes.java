package dev.swell.runtime.worker;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.swell.extension.scope.BeanStore;

/**
 * The lanes of a worker: the free ones, the last used on top since its instances are still in the processor's caches. A
 * new lane is made only when none is free, so there are never more than units of work at once.
 */
final class Lanes {

    /** One set of lane-scoped instances; used by one unit of work at a time. */
    static final class Lane {
        private final BeanStore beans = new BeanStore();
        private boolean prepared;

        BeanStore beans() {
            return beans;
        }

        /** Tells whether the cleaners' snapshots are still to be taken. */
        boolean isNew() {
            return !prepared;
        }

        void prepared() {
            prepared = true;
        }
    }

    private final ConcurrentLinkedDeque<Lane> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    Lane take() {
        Lane lane = free.pollFirst();
        if (lane == null) {
            lane = new Lane();
            count.incrementAndGet();
        }
        return lane;
    }

    void giveBack(Lane lane) {
        free.addFirst(lane);
    }

    void giveUp() {
        count.decrementAndGet();
    }

    int count() {
        return count.get();
    }

    /** Takes the free lanes out, one after the other. */
    void drain(Consumer<Lane> end) {
        for (Lane lane = free.pollFirst(); lane != null; lane = free.pollFirst()) {
            count.decrementAndGet();
            end.accept(lane);
        }
    }
}
