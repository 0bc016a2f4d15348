package dev.swell.extension.scope;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import org.jboss.logging.Logger;

/**
 * The instances of a few beans, used by one thread at a time. A list, not a map: a request or lane has a handful, and
 * comparing identities is faster than hashing then.
 */
public final class BeanStore implements Instances {

    private static final int MOST_MADE_MEANWHILE = 100;

    private static final Logger LOG = Logger.getLogger(BeanStore.class);

    private final List<Entry<?>> entries = new ArrayList<>(4);

    private record Entry<T>(Contextual<T> bean, T instance, CreationalContext<T> creation) {
        void destroy() {
            try {
                bean.destroy(instance, creation);
            } catch (RuntimeException | Error e) {
                LOG.debugf(e, "destroying an instance of %s failed", bean);
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked") // an entry's bean and instance belong together
    public <T> T find(Contextual<T> bean) {
        for (int i = 0; i < entries.size(); i++) {
            Entry<?> entry = entries.get(i);
            if (entry.bean == bean || entry.bean.equals(bean)) {
                return (T) entry.instance;
            }
        }
        return null;
    }

    @Override
    public <T> T obtain(Contextual<T> bean, CreationalContext<T> creation) {
        T found = find(bean);
        if (found == null) {
            found = bean.create(creation);
            entries.add(new Entry<>(bean, found, creation));
        }
        return found;
    }

    @Override
    public void destroy(Contextual<?> bean) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).bean.equals(bean)) {
                entries.remove(i).destroy();
            }
        }
    }

    /**
     * Destroys all, the youngest first, also those that are made meanwhile, unless they go on making each other. What a
     * bean's end throws is logged.
     */
    public void destroyAll() {
        for (int left = entries.size() + MOST_MADE_MEANWHILE; left > 0 && !entries.isEmpty(); left--) {
            entries.remove(entries.size() - 1).destroy();
        }
        if (!entries.isEmpty()) {
            LOG.debugf("instances of %s are not destroyed: they are made again and again", entries.get(0).bean);
            entries.clear();
        }
    }
}
