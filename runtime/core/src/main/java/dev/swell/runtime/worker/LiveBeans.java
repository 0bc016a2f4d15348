package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;

/**
 * The instances that one worker has in a session, and what it hasn't asked for yet of those that another one had. All but
 * {@link #findLive} under the session's lock.
 */
final class LiveBeans {

    private final Worker worker;
    private final Map<String, Entry<?>> entries = new ConcurrentHashMap<>();
    private final Map<String, CarriedFields> carried = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    private record Entry<T>(Contextual<T> bean, T instance, CreationalContext<T> creation) {
        void destroy() {
            bean.destroy(instance, creation);
        }
    }

    /** Makes one that goes on where another worker has got to. */
    LiveBeans(Worker worker, Map<String, CarriedFields> before) {
        this.worker = worker;
        before.forEach((key, fields) -> {
            if (worker.sessions().find(key) != null) {
                carried.put(key, fields);
                order.add(key);
            } else if (worker.sessions().saysFirst("no bean " + key)) {
                LOG.beanGone(key);
            }
        });
    }

    Worker worker() {
        return worker;
    }

    /** Returns an instance that is there, or null. On any thread, without the lock. */
    @SuppressWarnings("unchecked") // put with the bean of that key
    <T> T findLive(String key) {
        Entry<?> entry = entries.get(key);
        return entry == null ? null : (T) entry.instance;
    }

    /** Returns an instance, made if another worker had one, or null. */
    <T> T find(String key) {
        T live = findLive(key);
        return live == null && carried.containsKey(key) ? restore(key) : live;
    }

    @SuppressWarnings("unchecked") // whoever asks for it knows the bean
    private <T> T restore(String key) {
        Bean<T> bean = (Bean<T>) worker.sessions().find(key);
        CreationalContext<T> creation = worker.beans().createCreationalContext(bean);
        T made = bean.create(creation);
        carried.remove(key).into(worker, made);
        entries.put(key, new Entry<>(bean, made, creation));
        return made;
    }

    <T> T make(String key, Contextual<T> bean, CreationalContext<T> creation) {
        T made = bean.create(creation);
        entries.put(key, new Entry<>(bean, made, creation));
        order.add(key);
        return made;
    }

    /** Destroys the instance, if there is one. What it throws is logged. */
    void destroy(String key) {
        try {
            find(key);
            Entry<?> entry = entries.remove(key);
            if (entry != null) {
                entry.destroy();
            }
        } catch (RuntimeException | Error e) {
            LOG.destroyFailed(key, e);
            worker.count(e);
        } finally {
            carried.remove(key);
            order.remove(key);
        }
    }

    /** Destroys all, the youngest first. */
    void destroyAll() {
        while (!order.isEmpty()) {
            destroy(order.get(order.size() - 1));
        }
    }

    /** Returns what another worker needs to go on, the oldest first. Runs application code. */
    Map<String, CarriedFields> carry() {
        Map<String, CarriedFields> all = new LinkedHashMap<>();
        worker.inside(() -> order.forEach(key -> {
            Object live = findLive(key);
            all.put(key, live == null ? carried.get(key) : CarriedFields.of(worker, live));
        }));
        return all;
    }
}
