package dev.swell.portability;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.PassivationCapable;

import dev.swell.extension.scope.Instances;

/** A session's beans by their ids: for passivating scopes Weld wraps the bean anew at each call. */
final class SessionBeans implements Instances {

    private final Map<String, Object> instances = new HashMap<>();

    private static String id(Contextual<?> bean) {
        return ((PassivationCapable) bean).getId();
    }

    @Override
    @SuppressWarnings("unchecked") // an id belongs to one bean
    public <T> T find(Contextual<T> bean) {
        return (T) instances.get(id(bean));
    }

    @Override
    public <T> T obtain(Contextual<T> bean, CreationalContext<T> creation) {
        T found = find(bean);
        if (found == null) {
            found = bean.create(creation);
            instances.put(id(bean), found);
        }
        return found;
    }

    @Override
    public void destroy(Contextual<?> bean) {
        instances.remove(id(bean));
    }
}
