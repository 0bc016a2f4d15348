package dev.swell.runtime.worker;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.PassivationCapable;

/**
 * The session-scoped beans of one worker, by a key that means the same bean in another worker. A bean's own id doesn't: it
 * has the container's in it, and with a producer method how many methods stand before it.
 */
final class DeclaredSessionBeans {

    private final Map<String, Bean<?>> byKey = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    DeclaredSessionBeans(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (bean.getScope() == SessionScoped.class) {
                String key = stableKey(bean);
                byKey.put(key, bean);
                keys.put(id(bean), key);
            }
        }
    }

    private static String stableKey(Bean<?> bean) {
        String declared = bean.getBeanClass().getName();
        return bean.getTypes().contains(bean.getBeanClass()) ? declared
                : "%s of %s %s".formatted(declared, names(bean.getTypes()), names(bean.getQualifiers()));
    }

    private static String names(Collection<?> parts) {
        return parts.stream().map(part -> part instanceof Type type ? type.getTypeName() : part.toString()).sorted()
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String id(Contextual<?> bean) {
        return bean instanceof PassivationCapable known ? known.getId() : bean.toString();
    }

    /** Returns a bean's key. A bean can't be compared itself, since the container passes a new wrapper each time. */
    String key(Contextual<?> bean) {
        String id = id(bean);
        return keys.getOrDefault(id, id);
    }

    /** Returns the bean with that key, or null. */
    Bean<?> find(String key) {
        return byKey.get(key);
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }
}
