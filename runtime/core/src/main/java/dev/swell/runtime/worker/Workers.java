package dev.swell.runtime.worker;

import java.util.concurrent.atomic.AtomicReference;

/** The worker that takes new work now. */
public final class Workers {

    private final AtomicReference<Worker> current = new AtomicReference<>();

    /**
     * Leases the current worker: it is not closed before the lease is returned, by {@link Worker#release} or the end of the
     * {@link Unit} that was opened with it.
     *
     * @throws IllegalStateException before the first worker has started
     */
    public Worker lease() {
        return lease(0);
    }

    /**
     * As {@link #lease()}.
     *
     * @param stripe of the connection's I/O thread, see {@link Stripes#of}
     */
    public Worker lease(int stripe) {
        while (true) {
            Worker worker = current();
            worker.enter(stripe);
            if (current.get() == worker) { // else it may be drained already without having seen us
                return worker;
            }
            worker.release(stripe);
        }
    }

    /**
     * Returns the current worker without a lease: for looking, not for running application code.
     *
     * @throws IllegalStateException before the first worker has started
     */
    public Worker current() {
        Worker worker = current.get();
        if (worker == null) {
            throw new IllegalStateException("no worker has started yet");
        }
        return worker;
    }

    /** Returns the current worker's number, or 0 before the first worker has started. */
    public int currentId() {
        Worker worker = current.get();
        return worker == null ? 0 : worker.id();
    }

    /**
     * Has the next leases go to another worker.
     *
     * @return the one before, or null
     */
    public Worker swap(Worker next) {
        return current.getAndSet(next);
    }
}
