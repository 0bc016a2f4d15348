package dev.swell.runtime.rest;

import static dev.swell.runtime.rest.RestMessages.MESSAGES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import org.jboss.resteasy.core.ResourceMethodRegistry;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.plugins.providers.sse.SseEventSinkInterceptor;
import org.jboss.resteasy.spi.util.PickConstructor;
import org.jboss.resteasy.util.GetRestful;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.extension.model.Place;
import dev.swell.runtime.worker.Worker;

/** Starts RESTEasy for one worker; all that is wrong with its resources is reported at once. */
final class RestStart {

    private final Worker worker;
    private final BeanManager beans;
    private final RestExtension found;
    private final ResteasyProviderFactoryImpl factory;
    private final boolean lean;
    private final BeanInjectorFactory injectors;
    private final Map<Class<?>, List<BeanResource>> resources = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private JsonProvider json;

    /**
     * Prepares it.
     *
     * @param lean whether methods may be answered on the short way
     */
    RestStart(Worker worker, RestExtension found, boolean lean) {
        this.worker = worker;
        this.beans = worker.beans();
        this.found = found;
        this.factory = found.parts().factory();
        this.lean = lean;
        this.injectors = new BeanInjectorFactory(beans);
    }

    /** Starts it, with the worker's class loader as context class loader. */
    RestService run() {
        RuntimeDelegates.add(factory);
        try {
            return start(prefix());
        } catch (DeploymentException e) {
            RuntimeDelegates.remove(factory);
            throw e;
        } catch (RuntimeException | Error e) {
            RuntimeDelegates.remove(factory);
            throw new DeploymentException(MESSAGES.unusable(reason(e)), e);
        }
    }

    private RestService start(String prefix) {
        RestDispatcher dispatcher = new RestDispatcher(factory, prefix.isEmpty());
        ResteasyDeploymentImpl deployment = deployment(dispatcher);
        EventSinks sinks = new EventSinks(factory);
        deployment.setDisabledProviderClasses(SseEventSinkInterceptor.class.getName());
        deployment.getProviders().add(sinks);
        deployment.start();
        ResourceMethodRegistry registry = (ResourceMethodRegistry) dispatcher.getRegistry();
        if (!isExplicit(deployment.getApplication())) {
            register(registry);
        }
        problems.addAll(new SameRequests(registry).find());
        if (!problems.isEmpty()) {
            throw new DeploymentException(String.join(System.lineSeparator(), problems));
        }
        return new RestService(prefix, dispatcher, factory, sinks, table(prefix, registry));
    }

    private ResourceTable table(String prefix, ResourceMethodRegistry registry) {
        List<OutcomeInjector> methods = injectors.methods();
        if (!lean) {
            return new ResourceTable(List.of());
        }
        return new LeanStart(prefix, factory, methods, resources, json, found.parts().validation()).table(registry);
    }

    private ResteasyDeploymentImpl deployment(RestDispatcher dispatcher) {
        ResteasyDeploymentImpl deployment = new ResteasyDeploymentImpl();
        deployment.setProviderFactory(factory);
        deployment.setDispatcher(dispatcher);
        deployment.setInjectorFactory(injectors);
        deployment.setUseContainerFormParams(true);
        deployment.setApplication(application());
        json = new JsonProvider(mapper(), lean);
        factory.registerProviderInstance(json, null, null, true);
        deployment.getProviders().addAll(List.of(new TurnStages(), new FormPartsReader(), new Roles(),
                new ValidationResolver(found.parts().validation())));
        if (!isExplicit(deployment.getApplication())) {
            found.providers().forEach(bean -> provide(bean, deployment));
        }
        return deployment;
    }

    /** RESTEasy looks for annotations on the class, but refuses one whose constructor it doesn't understand. */
    private void provide(Bean<?> bean, ResteasyDeploymentImpl deployment) {
        if (PickConstructor.pickSingletonConstructor(bean.getBeanClass()) == null) {
            deployment.getProviders().add(instance(bean));
        } else {
            deployment.getActualProviderClasses().add(bean.getBeanClass());
        }
    }

    private ObjectMapper mapper() {
        Bean<?> own = beans.resolve(beans.getBeans(ObjectMapper.class));
        return own == null ? JsonProvider.mapper(worker.loader()) : (ObjectMapper) instance(own);
    }

    private String prefix() {
        Bean<?> bean = found.application();
        ApplicationPath path = bean == null ? null : bean.getBeanClass().getAnnotation(ApplicationPath.class);
        if (path == null) {
            return "";
        }
        String inner = path.value().replaceAll("/\\*$", "").replaceAll("^/+|/+$", "");
        return inner.isEmpty() ? "" : "/" + inner;
    }

    private Application application() {
        Bean<?> bean = found.application();
        return bean == null ? null : (Application) instance(bean);
    }

    /** Returns the instance itself: a proxy has no annotations, and a mapper's class can't have one. */
    private <T> T instance(Bean<T> bean) {
        return beans.getContext(bean.getScope()).get(bean, beans.createCreationalContext(bean));
    }

    @SuppressWarnings("deprecation") // singletons: applications still have them
    private static boolean isExplicit(Application application) {
        return application != null && (!application.getClasses().isEmpty() || !application.getSingletons().isEmpty());
    }

    private void register(ResourceMethodRegistry registry) {
        for (Bean<?> bean : found.resources()) {
            try {
                BeanResource resource = new BeanResource(beans, bean);
                registry.addResourceFactory(resource);
                resources.computeIfAbsent(GetRestful.getRootResourceClass(bean.getBeanClass()),
                        type -> new ArrayList<>()).add(resource);
            } catch (RuntimeException e) {
                problems.add(MESSAGES.unusableResource(Place.of(bean.getBeanClass()), reason(e)));
            }
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String innermost = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return failure == cause || failure.getMessage() == null ? innermost : failure.getMessage() + ": " + innermost;
    }
}
