package dev.swell.runtime.rest;

import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.resteasy.core.ResteasyContext;
import org.xnio.XnioIoThread;

import dev.swell.extension.model.Place;
import dev.swell.runtime.worker.Unit;

/**
 * Lets the threads that have part in one asynchronous answer work on it one at a time, in its unit of work. The thread of
 * the request has the first turn; what comes meanwhile is done by whoever leaves.
 */
final class Turn {

    private static final Place LATER = new Place("What answers a REST request later", "");

    private final Unit unit;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inside = new AtomicInteger(1);

    /** Makes one whose first turn the calling thread has, until {@link #leave}. */
    Turn(Unit unit) {
        this.unit = unit;
    }

    /** Does the work, on this thread or on the one that is inside; an I/O thread has it done by another. */
    void take(Runnable work) {
        waiting.add(work);
        if (inside.getAndIncrement() == 0) {
            drainWhereItMayBlock();
        }
    }

    /** Ends the first turn. */
    void leave() {
        if (inside.decrementAndGet() > 0) {
            drainWhereItMayBlock();
        }
    }

    private void drainWhereItMayBlock() {
        if (Thread.currentThread() instanceof XnioIoThread ioThread) {
            unit.worker().handover().hand(ioThread, this::drain);
        } else {
            drain();
        }
    }

    private void drain() {
        List<Map<Class<?>, Object>> others = takeContextOff();
        try {
            unit.run(this::workOff);
        } finally {
            ResteasyContext.clearContextData();
            others.forEach(ResteasyContext::pushContextDataMap);
        }
    }

    /** Returns the levels of RESTEasy's context, lowest first: another request may answer this one in the midst of its own. */
    private static List<Map<Class<?>, Object>> takeContextOff() {
        LinkedList<Map<Class<?>, Object>> levels = new LinkedList<>();
        while (ResteasyContext.getContextDataLevelCount() > 0) {
            levels.addFirst(ResteasyContext.getContextDataMap(false));
            ResteasyContext.removeContextDataLevel();
        }
        return levels;
    }

    private void workOff() {
        do {
            work(waiting.remove());
        } while (inside.decrementAndGet() > 0);
    }

    private void work(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) { // the others must have their turn all the same
            unit.worker().failed(LATER, e);
        }
    }
}
