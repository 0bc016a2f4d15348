package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

/**
 * The session-scoped beans of one client, kept wherever its session is kept. Safe for any thread; requests of one client
 * wait for each other only while an instance is made.
 */
public final class SessionBeans {

    /*
     * Each worker has instances of its own, since they are tied to its container. When a worker first asks, it goes on from
     * what the newest one so far has in its beans' fields, or has left when it was retired. From then on the two are apart:
     * requests that still run in the older one keep their instances, and what they change is lost, since only the newest
     * worker's instances are carried on. Fields are copied under the lock; an instance that is there is found without it.
     */

    private final ReentrantLock lock = new ReentrantLock();
    private final List<LiveBeans> all = new ArrayList<>(1);
    private volatile LiveBeans newest;
    private Map<String, CarriedFields> left = Map.of(); // by the newest, when it was retired
    private boolean begun;
    private volatile boolean ended;

    /** Tells whether it has ended, or is about to on another thread. */
    boolean hasEnded() {
        return ended && !lock.isHeldByCurrentThread();
    }

    /** Returns the bean's instance, or null if there is none. */
    <T> T find(Worker worker, Contextual<T> bean) {
        String key = worker.sessions().key(bean);
        LiveBeans current = newest;
        T live = current != null && current.worker() == worker ? current.findLive(key) : null;
        if (live != null || hasEnded()) {
            return live;
        }
        lock.lock();
        try {
            LiveBeans own = begun ? of(worker) : null;
            return own == null ? null : own.find(key);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the bean's instance, made if need be, or null if the session has ended. */
    <T> T obtain(Worker worker, Contextual<T> bean, CreationalContext<T> creation) {
        if (hasEnded()) {
            return null;
        }
        String key = worker.sessions().key(bean);
        lock.lock();
        try {
            if (ended) {
                return null;
            }
            begin(worker);
            LiveBeans own = of(worker);
            T found = own.find(key);
            return found == null ? own.make(key, bean, creation) : found;
        } finally {
            lock.unlock();
        }
    }

    private void begin(Worker worker) {
        if (!begun) {
            begun = true;
            worker.sessionEvents().initialized(this);
        }
    }

    /** Returns the beans of a worker, which goes on from those of the newest so far; null after the session's end. */
    private LiveBeans of(Worker worker) {
        for (LiveBeans known : all) {
            if (known.worker() == worker) {
                return known;
            }
        }
        if (ended) {
            return null;
        }
        if (worker.sessions().isLeft()) {
            throw new ContextNotActiveException("Worker " + worker.id()
                    + " has been replaced, and what still runs in it can't use @SessionScoped beans any more");
        }
        LiveBeans own = new LiveBeans(worker, newest == null ? left : newest.carry());
        all.add(own);
        if (newest == null || newest.worker().id() < worker.id()) {
            newest = own;
            left = Map.of();
        }
        return own;
    }

    void destroy(Worker worker, Contextual<?> bean) {
        String key = worker.sessions().key(bean);
        lock.lock();
        try {
            LiveBeans own = begun ? of(worker) : null;
            if (own != null) {
                own.destroy(key);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets go of all that belongs to a worker ({@link Worker#leaveSessions} has been called). No bean is destroyed: the next
     * worker goes on from their fields. Runs application code; what goes wrong is logged.
     */
    public void leave(Worker worker) {
        lock.lock();
        try {
            if (newest != null && newest.worker() == worker) {
                left = newest.carry();
            }
        } catch (RuntimeException | Error e) {
            LOG.sessionNotCarried(worker.id(), e);
        } finally {
            all.removeIf(known -> known.worker() == worker);
            if (newest != null && newest.worker() == worker) {
                newest = null;
            }
            lock.unlock();
        }
    }

    /** Ends it if no bean was ever made: then nothing of the application's runs at its end. */
    public boolean endUnused() {
        lock.lock();
        try {
            ended |= !begun;
            return !begun;
        } finally {
            lock.unlock();
        }
    }

    /** Destroys all, the youngest first; no instance is made after that. */
    void end(Worker worker) {
        worker.sessionEvents().beforeDestroyed(this);
        lock.lock();
        try {
            LiveBeans own = of(worker);
            ended = true;
            if (own != null) {
                own.destroyAll();
            }
        } finally {
            ended = true;
            all.clear();
            newest = null;
            left = Map.of();
            lock.unlock();
        }
        worker.sessionEvents().destroyed(this);
    }
}
