package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.decorator.Decorator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.interceptor.Interceptor;

import dev.swell.state.LaneScoped;

/** Gives classes the scopes that the configuration asks for. */
final class StateRules {

    private final ExtensionSettings settings;
    private final Problems problems;
    private final Set<String> seen = new HashSet<>();

    StateRules(ExtensionSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void apply(ProcessAnnotatedType<?> event, BeanManager beans) {
        String name = event.getAnnotatedType().getJavaClass().getName();
        if (settings.laneScoped().contains(name) || settings.renew().contains(name)) {
            event.configureAnnotatedType().remove(annotation -> beans.isScope(annotation.annotationType()))
                    .add(LaneScoped.Literal.INSTANCE);
        } else if (settings.implicitBeans().contains(name) && !definesBean(event.getAnnotatedType(), beans)) {
            event.configureAnnotatedType().add(ApplicationScoped.Literal.INSTANCE);
        }
    }

    private static boolean definesBean(AnnotatedType<?> type, BeanManager beans) {
        return type.isAnnotationPresent(Interceptor.class) || type.isAnnotationPresent(Decorator.class)
                || type.getAnnotations().stream().map(Annotation::annotationType)
                        .anyMatch(annotation -> beans.isScope(annotation) || beans.isStereotype(annotation));
    }

    void found(Bean<?> bean) {
        if (bean.getScope() == LaneScoped.class) {
            seen.add(bean.getBeanClass().getName());
        }
    }

    void checkAllFound() {
        report("lane-scoped", settings.laneScoped());
        report("renew", settings.renew());
    }

    private void report(String key, Set<String> names) {
        for (String name : new TreeSet<>(names)) {
            if (!seen.contains(name)) {
                problems.add(MESSAGES.unknownStateClass(key, name));
            }
        }
    }

    List<Bean<?>> renewed(List<DiscoveredBean> discovered) {
        return discovered.stream().filter(found -> found.type().isPresent()).<Bean<?>>map(DiscoveredBean::bean)
                .filter(bean -> settings.renew().contains(bean.getBeanClass().getName())).toList();
    }
}
