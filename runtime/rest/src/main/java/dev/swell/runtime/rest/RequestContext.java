package dev.swell.runtime.rest;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jboss.resteasy.core.PostResourceMethodInvokers;
import org.jboss.resteasy.plugins.server.Cleanables;

/**
 * What RESTEasy keeps for a request, by type. Most of it nobody asks for, so it is put together when somebody does: what was
 * put for this request counts, then what all requests share, then what can be made of the request.
 */
final class RequestContext extends AbstractMap<Class<?>, Object> {

    /** Stands for what was taken out before all is there. */
    private static final Object NONE = new Object();

    private final Map<?, Object> shared;
    private final Supplier<Map<Class<?>, Object>> making;
    private Map<Class<?>, Object> own = new HashMap<>();
    private boolean isWhole;

    /**
     * Makes one.
     *
     * @param shared the same for all requests
     * @param making makes what there is for this one
     */
    RequestContext(Map<?, Object> shared, Supplier<Map<Class<?>, Object>> making) {
        this.shared = shared;
        this.making = making;
        own.put(Cleanables.class, new Cleanables());
        own.put(PostResourceMethodInvokers.class, new PostResourceMethodInvokers());
    }

    private Map<Class<?>, Object> whole() {
        if (!isWhole) {
            isWhole = true;
            Map<Class<?>, Object> whole = making.get();
            whole.putAll(own);
            whole.values().removeIf(object -> object == NONE);
            own = whole;
        }
        return own;
    }

    @Override
    public Object get(Object type) {
        Object found = own.get(type);
        if (found == null && !isWhole) {
            found = shared.get(type);
        }
        if (found == null) {
            found = whole().get(type);
        }
        return found == NONE ? null : found;
    }

    @Override
    public boolean containsKey(Object type) {
        return get(type) != null;
    }

    @Override
    public Object put(Class<?> type, Object object) {
        Object before = own.put(type, object);
        return before == NONE ? null : before;
    }

    @Override
    public Object remove(Object type) {
        Object before = isWhole ? null : own.getOrDefault(type, shared.get(type));
        if (before == null || before == NONE) {
            return whole().remove(type);
        }
        own.put((Class<?>) type, NONE);
        return before;
    }

    @Override
    public Set<Entry<Class<?>, Object>> entrySet() {
        return whole().entrySet();
    }
}
