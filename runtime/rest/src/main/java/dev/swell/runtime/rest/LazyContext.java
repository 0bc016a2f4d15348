package dev.swell.runtime.rest;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * RESTEasy's context of a request on the short way, filled when somebody looks: what {@code @Context} gives is there, but
 * costs nothing where it isn't used.
 */
final class LazyContext extends AbstractMap<Class<?>, Object> {

    private final Runnable filling;
    private Map<Class<?>, Object> objects;

    /**
     * Makes one.
     *
     * @param filling puts the objects into the context, once
     */
    LazyContext(Runnable filling) {
        this.filling = filling;
    }

    private Map<Class<?>, Object> objects() {
        if (objects == null) {
            objects = new HashMap<>();
            filling.run();
        }
        return objects;
    }

    /** Tells whether somebody has looked. */
    boolean isFilled() {
        return objects != null;
    }

    @Override
    public Object get(Object type) {
        return objects().get(type);
    }

    @Override
    public boolean containsKey(Object type) {
        return objects().containsKey(type);
    }

    @Override
    public Object put(Class<?> type, Object object) {
        return objects().put(type, object);
    }

    @Override
    public Object remove(Object type) {
        return objects().remove(type);
    }

    @Override
    public Set<Entry<Class<?>, Object>> entrySet() {
        return objects().entrySet();
    }
}
