package dev.swell.runtime.rest;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A map that is made when somebody looks into it: most requests need neither all their headers nor RESTEasy's context. */
final class LazyMap<K, V> extends AbstractMap<K, V> {

    private final Supplier<Map<K, V>> making;
    private Map<K, V> made;

    /**
     * Makes one.
     *
     * @param making makes the real map, once; that one is looked into only when it is whole
     */
    LazyMap(Supplier<Map<K, V>> making) {
        this.making = making;
    }

    private Map<K, V> made() {
        if (made == null) {
            made = making.get();
        }
        return made;
    }

    /** Tells whether somebody has looked. */
    boolean isMade() {
        return made != null;
    }

    @Override
    public V get(Object key) {
        return made().get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return made().containsKey(key);
    }

    @Override
    public V put(K key, V value) {
        return made().put(key, value);
    }

    @Override
    public V remove(Object key) {
        return made().remove(key);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return made().entrySet();
    }
}
