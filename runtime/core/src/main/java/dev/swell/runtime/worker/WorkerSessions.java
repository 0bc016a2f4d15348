package dev.swell.runtime.worker;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.PassivationCapable;

/**
 * What one worker has to do with sessions: the session-scoped beans that it declares, by a key that means the same bean in
 * another worker. A bean's own id doesn't: it has the container's in it, and with a producer method how many methods stand
 * before it.
 */
final class WorkerSessions {

    private static final int MOST_SAID = 1_000;

    private final Map<String, Bean<?>> byKey = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private volatile boolean left;

    WorkerSessions(BeanManager beans) {
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

    /** Has no session keep anything of this worker from now on. */
    void leave() {
        left = true;
    }

    boolean isLeft() {
        return left;
    }

    /** Tells whether something is said for the first time: what is true of one session mostly is of thousands. */
    boolean saysFirst(String what) {
        return said.size() < MOST_SAID && said.add(what);
    }
}
