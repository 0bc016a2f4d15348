package dev.swell.runtime.worker;

import java.util.concurrent.RejectedExecutionException;

import dev.swell.extension.model.Place;

/**
 * Runs work that belongs to no connection, each piece as a unit of work in the worker that is the current one when it
 * starts: a bounded number at once, on threads that requests don't wait for. Safe for any thread.
 */
public final class Background {

    /** A piece of work. */
    public interface Errand {

        /** Returns where what it runs in that worker is declared. */
        Place place(Worker worker);

        /** Runs application code, in the unit of work; what it throws is logged with the place, counted and told of. */
        void run(Worker worker) throws Throwable;

        /**
         * Is told, once and on whichever thread it is, that the work is over and nothing of its unit is left.
         *
         * @param thrown what kept it from its end or from its beginning, or null; a {@link RejectedExecutionException} if the
         *        server has stopped
         */
        void ended(Throwable thrown);
    }

    private final Workers workers;
    private final Gate gate;

    /** Makes one for at most so many pieces at once and so many more that wait. */
    public Background(Workers workers, int maxRunning, int maxWaiting) {
        this.workers = workers;
        this.gate = new Gate(maxRunning, maxWaiting);
    }

    /**
     * Has a piece of work done soon, first come first served.
     *
     * @return false if too many wait already: it won't be done, and {@link Errand#ended} won't be called
     */
    public boolean run(Errand errand) {
        int stripe = Stripes.here();
        return gate.admit(stripe, waited -> start(errand, stripe));
    }

    /** Returns how many pieces run. */
    public int running() {
        return gate.running();
    }

    /** Returns how many pieces wait. */
    public int waiting() {
        return gate.waiting();
    }

    private void start(Errand errand, int stripe) {
        Worker worker = workers.lease(stripe);
        try {
            worker.threads().background().hand(null, () -> {
                Throwable thrown;
                try {
                    thrown = perform(worker, stripe, errand);
                } catch (Throwable e) { // an error of ours: the piece gives its place back all the same
                    thrown = e;
                    Thrown.log(e, printed -> WorkerLogger.LOG.workFailed(Thread.currentThread().getName(), printed));
                }
                gate.leave(stripe);
                errand.ended(thrown);
            });
        } catch (RuntimeException | Error e) { // the worker was closed before its leases were returned, or there is no thread
            worker.release(stripe);
            gate.leave(stripe);
            errand.ended(e);
        }
    }

    private static Throwable perform(Worker worker, int stripe, Errand errand) {
        Unit unit;
        try {
            unit = worker.open(stripe, null, () -> null, () -> {});
        } catch (RuntimeException | Error e) {
            worker.failed(errand.place(worker), e);
            return e;
        }
        Throwable[] thrown = new Throwable[1];
        try {
            unit.run(() -> {
                try {
                    errand.run(worker);
                } catch (Throwable e) { // whatever application code throws, the thread goes on
                    thrown[0] = e;
                    worker.failed(errand.place(worker), e);
                }
            });
        } finally {
            unit.complete();
        }
        return thrown[0];
    }
}
