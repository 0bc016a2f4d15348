package dev.swell.runtime.rest;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.util.GetRestful;

/**
 * Finds the resources, the providers and the application class of one container, and has REST's own injection done in them.
 */
public class RestExtension implements Extension {

    private final List<Bean<?>> resources = new ArrayList<>();
    private final List<Bean<?>> providers = new ArrayList<>();
    private final List<Bean<?>> applications = new ArrayList<>();
    private final RestParts parts = new RestParts();

    <T> void fill(@Observes ProcessInjectionTarget<T> event) {
        AnnotatedType<T> type = event.getAnnotatedType();
        if (ContextInjection.isFor(type)) {
            event.setInjectionTarget(new ContextInjection<>(event.getInjectionTarget(), type.getJavaClass(), parts));
        }
    }

    void collect(@Observes ProcessManagedBean<?> event) {
        Class<?> type = event.getBean().getBeanClass();
        if (Application.class.isAssignableFrom(type)) {
            applications.add(event.getBean());
        } else if (GetRestful.isRootResource(type)) {
            resources.add(event.getBean());
        } else if (type.isAnnotationPresent(Provider.class)) {
            providers.add(event.getBean());
        }
    }

    void add(@Observes AfterBeanDiscovery event) {
        if (!isEmpty()) {
            ContextBeans.add(event);
        }
    }

    void check(@Observes AfterDeploymentValidation event, BeanManager beans) {
        parts.bind(beans);
        List<String> problems = new ArrayList<>();
        if (applications.size() > 1) {
            problems.add(RestMessages.MESSAGES.severalApplications(String.join("', '",
                    applications.stream().map(bean -> bean.getBeanClass().getName()).sorted().toList())));
        }
        resources.forEach(bean -> ResourceRules.check(bean, problems));
        new PathRules(resources.stream().<Class<?>>map(Bean::getBeanClass).toList(), problems).check();
        problems.forEach(problem -> event.addDeploymentProblem(new DefinitionException(problem)));
    }

    void stop(@Observes BeforeShutdown event) {
        parts.close();
    }

    /** Returns what the container's REST service and REST injection share. */
    RestParts parts() {
        return parts;
    }

    List<Bean<?>> resources() {
        return resources;
    }

    List<Bean<?>> providers() {
        return providers;
    }

    /** Returns the bean of the application class, or null. */
    Bean<?> application() {
        return applications.isEmpty() ? null : applications.get(0);
    }

    boolean isEmpty() {
        return resources.isEmpty() && applications.isEmpty();
    }
}
