package dev.swell.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.PassivationCapable;

/**
 * The session-scoped instances of one client, kept wherever its session is kept. Safe for any thread; requests of one
 * client wait for each other only while an instance is made.
 */
public final class SessionBeans {

    private final Map<String, Entry<?>> entries = new ConcurrentHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean begun;
    private boolean ended;

    private record Entry<T>(Contextual<T> bean, T instance, CreationalContext<T> creation) {
        void destroy(Worker worker) {
            try {
                bean.destroy(instance, creation);
            } catch (RuntimeException | Error e) {
                WorkerLogger.LOG.destroyFailed(bean, e);
                worker.count(e);
            }
        }
    }

    /**
     * Returns the bean's id without the container's, which changes with each worker. A bean can't be compared itself, since
     * the container passes a new wrapper each time.
     */
    private static String key(Contextual<?> bean) {
        String id = bean instanceof PassivationCapable known ? known.getId() : bean.toString();
        return id.substring(id.indexOf('|') + 1);
    }

    @SuppressWarnings("unchecked") // put with the same bean
    <T> T find(Contextual<T> bean) {
        Entry<?> entry = entries.get(key(bean));
        return entry == null ? null : (T) entry.instance;
    }

    /** Returns the bean's instance, made if need be, or null if the session has ended. */
    @SuppressWarnings("unchecked") // put with the same bean
    <T> T obtain(Worker worker, Contextual<T> bean, CreationalContext<T> creation) {
        String key = key(bean);
        lock.lock();
        try {
            if (ended) {
                return null;
            }
            begin(worker);
            Entry<?> entry = entries.get(key);
            if (entry == null) {
                T made = bean.create(creation);
                entries.put(key, new Entry<>(bean, made, creation));
                order.add(key);
                return made;
            }
            return (T) entry.instance;
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

    void destroy(Worker worker, Contextual<?> bean) {
        lock.lock();
        try {
            String key = key(bean);
            Entry<?> entry = entries.remove(key);
            if (entry != null) {
                order.remove(key);
                entry.destroy(worker);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether any bean was made: else nothing of the application's must run at its end. */
    public boolean inUse() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Destroys all, the youngest first; no instance is made after that. */
    void end(Worker worker) {
        worker.sessionEvents().beforeDestroyed(this);
        lock.lock();
        try {
            ended = true;
            for (int i = order.size() - 1; i >= 0; i--) {
                entries.remove(order.get(i)).destroy(worker);
            }
            order.clear();
        } finally {
            lock.unlock();
        }
        worker.sessionEvents().destroyed(this);
    }
}
