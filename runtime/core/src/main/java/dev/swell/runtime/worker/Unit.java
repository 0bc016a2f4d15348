package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.inject.spi.Bean;

import org.xnio.XnioIoThread;

import dev.swell.extension.scope.Instances;
import dev.swell.extension.scope.UnitOfWork;

/**
 * A unit of work in a worker: a request, a message. Its contexts are active while {@link #run} runs code, on whatever
 * thread, one thread at a time. It ends when {@link #complete} was called and no code runs in it any more: then the cleaners
 * run, its request-scoped beans are destroyed, and lane and lease go back.
 */
public final class Unit {

    // How many threads are inside, times two; the lowest bit says that it is complete. ENDED once it has ended.
    private static final int COMPLETE = 1;
    private static final int INSIDE = 2;
    private static final int ENDED = Integer.MIN_VALUE;

    private final Worker worker;
    private final int stripe;
    private final UnitOfWork scopes;
    private final Lanes.Lane lane;
    private final Runnable ended;
    private final AtomicInteger state = new AtomicInteger();

    Unit(Worker worker, int stripe, UnitOfWork scopes, Lanes.Lane lane, Runnable ended) {
        this.worker = worker;
        this.stripe = stripe;
        this.scopes = scopes;
        this.lane = lane;
        this.ended = ended;
    }

    void begin() {
        if (lane != null && lane.isNew()) {
            bound(worker.cleaners()::snapshot);
            lane.prepared();
        }
        if (worker.requestEvents().beginIsObserved()) {
            bound(() -> worker.requestEvents().initialized(scopes));
        }
    }

    /** Gives everything back after a failed {@link #begin}; the lane isn't used again if its snapshots are missing. */
    void abandon() {
        state.set(ENDED);
        try {
            bound(scopes::destroyRequest);
            if (lane != null && lane.isNew()) {
                bound(lane.beans()::destroyAll);
            }
        } finally {
            giveBack();
        }
    }

    /** Returns the worker it is in. */
    public Worker worker() {
        return worker;
    }

    /** Returns the session it has, or null. */
    public Instances session() {
        return scopes.session();
    }

    /**
     * Runs code in it on this thread, with the application's class loader. What the code throws goes to the caller. If the
     * unit has ended, the code runs without contexts.
     */
    public void run(Runnable code) {
        if (!enter()) {
            worker.inside(code);
            return;
        }
        try {
            bound(code);
        } finally {
            if (state.addAndGet(-INSIDE) == COMPLETE) {
                end();
            }
        }
    }

    private boolean enter() {
        for (int now = state.get(); now != ENDED; now = state.get()) {
            if (state.compareAndSet(now, now + INSIDE)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Says that no more code will come, once. If code still runs the unit ends on that thread, else here; on an I/O thread
     * only if no application code must run for it, else it is handed over.
     */
    public void complete() {
        for (int now = state.get(); (now & COMPLETE) == 0; now = state.get()) {
            if (state.compareAndSet(now, now | COMPLETE)) {
                if (now == 0) {
                    endWhereItMayBlock();
                }
                return;
            }
        }
    }

    private void endWhereItMayBlock() {
        if (Thread.currentThread() instanceof XnioIoThread ioThread && endsWithApplicationCode()) {
            try {
                worker.handover().hand(ioThread, this::end);
            } catch (RejectedExecutionException e) { // the worker has been closed, and its beans with it
                if (state.compareAndSet(COMPLETE, ENDED)) {
                    giveBack();
                }
            }
        } else {
            end();
        }
    }

    private boolean endsWithApplicationCode() {
        return lane != null || scopes.usesBeans() || !worker.cleaners().isEmpty()
                || worker.requestEvents().endIsObserved();
    }

    private void end() {
        if (!state.compareAndSet(COMPLETE, ENDED)) {
            return;
        }
        try {
            if (endsWithApplicationCode()) {
                bound(this::cleanUp);
            }
        } catch (RuntimeException | Error e) {
            LOG.workFailed(Thread.currentThread().getName(), e);
        } finally {
            giveBack();
        }
    }

    private void cleanUp() {
        worker.cleaners().clean();
        for (Bean<?> bean : worker.model().renewed()) {
            lane.beans().destroy(bean);
        }
        worker.requestEvents().beforeDestroyed(scopes);
        scopes.destroyRequest();
        worker.requestEvents().destroyed(scopes);
    }

    private void giveBack() {
        if (lane != null) {
            if (lane.isNew()) {
                worker.lanes().giveUp();
            } else {
                worker.lanes().giveBack(lane);
            }
        }
        worker.release(stripe);
        ended.run();
    }

    private void bound(Runnable code) {
        UnitOfWork before = UnitOfWork.bind(scopes);
        try {
            worker.inside(code);
        } finally {
            UnitOfWork.bind(before);
        }
    }
}
