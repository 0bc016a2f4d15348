package dev.swell.runtime.worker;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

import dev.swell.extension.scope.BeanStore;
import dev.swell.extension.scope.UnitOfWork;

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

    /**
     * Destroys the beans of the free lanes, one lane after the other.
     *
     * @param container whose contexts serve them
     */
    void destroy(Object container) {
        for (Lane lane = free.pollFirst(); lane != null; lane = free.pollFirst()) {
            count.decrementAndGet();
            UnitOfWork before = UnitOfWork.bind(new UnitOfWork(container, lane.beans(), null, () -> null));
            try {
                lane.beans().destroyAll();
            } finally {
                UnitOfWork.bind(before);
            }
        }
    }
}
