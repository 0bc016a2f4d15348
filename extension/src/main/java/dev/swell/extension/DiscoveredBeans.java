package dev.swell.extension;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Interceptor;
import jakarta.enterprise.inject.spi.ProcessBean;

/** The beans of the application, as the container finds them. */
final class DiscoveredBeans {

    private final ClassRules rules;
    private final List<DiscoveredBean> all = new ArrayList<>();

    DiscoveredBeans(ClassRules rules) {
        this.rules = rules;
    }

    void add(ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        if (!(bean instanceof Interceptor || bean instanceof Decorator)) {
            all.add(DiscoveredBean.of(event));
        } else if (event.getAnnotated() instanceof AnnotatedType<?> type) {
            rules.refuse(type);
        }
    }

    /** Returns them without those that another one specializes, which containers tell of too, in order of their names. */
    List<DiscoveredBean> enabled() {
        Set<Class<?>> replaced = all.stream().map(DiscoveredBean::specialized).flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return all.stream().filter(found -> !replaced.contains(found.bean().getBeanClass()))
                .sorted(Comparator.comparing(found -> found.bean().getBeanClass().getName())).toList();
    }

    void clear() {
        all.clear();
    }
}
