package dev.swell.extension;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import dev.swell.Server;
import dev.swell.async.AsyncListener;
import dev.swell.async.Events;
import dev.swell.async.TaskFinished;
import dev.swell.async.TaskHandler;
import dev.swell.async.Tasks;
import dev.swell.cron.CronJob;
import dev.swell.cron.CronJobs;
import dev.swell.extension.model.ApplicationModel;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.RowModel;
import dev.swell.extension.scope.CurrentPrincipal;
import dev.swell.extension.scope.UnitContext;
import dev.swell.http.Route;
import dev.swell.socket.Connections;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.SocketHandler;
import dev.swell.socket.SocketHandlers;
import dev.swell.table.Counters;
import dev.swell.table.Table;

/**
 * Finds the beans that Swell serves and describes them as an {@link ApplicationModel}. Works in every CDI 4.0 container;
 * starts nothing. A wrong declaration is a deployment problem; all of them are reported together.
 *
 * <p>
 * A runtime takes the model once the container has started, and binds its {@link Server} for injection.
 */
public class SwellExtension implements Extension {

    // half of what there is, since Weld compares priorities by a difference that may overflow
    private static final int LAST = Integer.MAX_VALUE / 2;

    private final Problems problems = new Problems();
    private final List<BeanReference> references = new ArrayList<>();
    private final StateRules state;
    private final ClassRules classes = new ClassRules(problems);
    private final DiscoveredBeans discovered = new DiscoveredBeans(classes);
    private final RouteReader routes = new RouteReader(problems);
    private final SocketReader sockets;
    private final CronReader jobs;
    private final TaskReader tasks = new TaskReader(problems);
    private final ListenerReader listeners = new ListenerReader(problems);
    private final RowReader rows = new RowReader(problems);
    private volatile BeanManager beans;
    private volatile ApplicationModel model;
    private volatile Server server;
    private volatile Tasks taskQueue;
    private volatile Events events;
    private volatile TableSource tables;
    private volatile AsyncObservers asyncObservers = (place, observer) -> observer.run();

    /** For containers that make the extension themselves: settings by {@link ServiceLoader}. */
    public SwellExtension() {
        this(ServiceLoader.load(ExtensionSettings.class, SwellExtension.class.getClassLoader()).findFirst()
                .orElseGet(ExtensionSettings::none));
    }

    /** For a runtime that starts the container. */
    public SwellExtension(ExtensionSettings settings) {
        state = new StateRules(settings, problems);
        sockets = new SocketReader(settings, problems);
        jobs = new CronReader(settings, problems);
    }

    void applyState(@Observes ProcessAnnotatedType<?> event, BeanManager beans) {
        state.apply(event, beans);
    }

    void checkClass(@Observes @WithAnnotations({Route.class, SocketHandler.class, SocketHandlers.class,
            OnHandshake.class, CronJob.class, CronJob.List.class, TaskHandler.class, TaskFinished.class,
            AsyncListener.class}) ProcessAnnotatedType<?> event, BeanManager beans) {
        classes.check(event.getAnnotatedType(), beans);
    }

    void collect(@Observes ProcessBean<?> event) {
        discovered.add(event);
    }

    void collectTable(@Observes ProcessInjectionPoint<?, ?> event) {
        rows.read(event);
    }

    void wrapAsyncObserver(@Observes ProcessObserverMethod<?, ?> event) {
        if (event.getObserverMethod().isAsync()) {
            wrap(event);
        }
    }

    private <T> void wrap(ProcessObserverMethod<T, ?> event) {
        ObserverMethod<T> observer = event.getObserverMethod();
        Place place = event.getAnnotatedMethod() == null ? Place.of(observer.getBeanClass())
                : Place.of(observer.getBeanClass(), event.getAnnotatedMethod().getJavaMember());
        event.configureObserverMethod()
                .notifyWith(context -> asyncObservers.call(place, () -> observer.notify(context)));
    }

    void addContextsAndBeans(@Observes AfterBeanDiscovery event, BeanManager manager) {
        beans = manager;
        event.addContext(UnitContext.request(this));
        event.addContext(UnitContext.session(this));
        event.addContext(UnitContext.lane(this));
        event.<Server>addBean().id("dev.swell.Server").beanClass(Server.class).types(Server.class, Object.class)
                .scope(ApplicationScoped.class).createWith(creation -> server());
        event.<Connections>addBean().id("dev.swell.socket.Connections").beanClass(Connections.class)
                .types(Connections.class, Object.class).scope(ApplicationScoped.class)
                .createWith(creation -> server().connections());
        event.<CronJobs>addBean().id("dev.swell.cron.CronJobs").beanClass(CronJobs.class)
                .types(CronJobs.class, Object.class).scope(ApplicationScoped.class)
                .createWith(creation -> parts().cronJobs());
        BoundTasks bound = new BoundTasks(() -> bound(taskQueue), () -> bound(events));
        event.<Tasks>addBean().id("dev.swell.async.Tasks").beanClass(Tasks.class).types(Tasks.class, Object.class)
                .scope(Singleton.class).createWith(creation -> bound);
        event.<Events>addBean().id("dev.swell.async.Events").beanClass(Events.class)
                .types(Events.class, Object.class).scope(Singleton.class).createWith(creation -> bound);
        event.<Counters>addBean().id("dev.swell.table.Counters").beanClass(Counters.class)
                .types(Counters.class, Object.class).scope(Singleton.class)
                .createWith(creation -> new BoundCounters(() -> bound(tables).counters()));
        rows.byTable().forEach((type, row) -> event.<Table<?>>addBean().id("dev.swell.table." + row.type().getName())
                .beanClass(Table.class).types(type, Object.class).scope(Singleton.class)
                .createWith(creation -> boundTable(row.type())));
        // An alternative, since some containers have a bean of their own for the caller. OpenWebBeans tells alternatives by
        // their bean class, so that must not be Principal.
        event.<CurrentPrincipal>addBean().id("dev.swell.Principal").beanClass(CurrentPrincipal.class)
                .types(Principal.class, Object.class).scope(ApplicationScoped.class)
                .alternative(true).priority(Interceptor.Priority.LIBRARY_BEFORE)
                .createWith(creation -> new CurrentPrincipal(this));
    }

    void validate(@Observes AfterDeploymentValidation event) {
        BeanRoles roles = new BeanRoles(beans, problems, references);
        List<DiscoveredBean> enabled = discovered.enabled();
        for (DiscoveredBean bean : enabled) {
            readMembers(bean);
            roles.read(bean);
            state.found(bean.bean());
        }
        state.checkAllFound();
        references.forEach(reference -> reference.check(problems));
        model = new ApplicationModel(routes.routes(), roles.middleware(), sockets.sockets(), jobs.jobs(), tasks.tasks(),
                listeners.listeners(), rows.rows(),
                roles.cleaners(),
                roles.laneScoped() || !roles.cleaners().isEmpty(), state.renewed(enabled),
                Lifecycle.observed(beans, problems));
        problems.all().forEach(event::addDeploymentProblem);
        discovered.clear();
    }

    private void readMembers(DiscoveredBean discoveredBean) {
        discoveredBean.type().ifPresent(type -> readMembers(type, discoveredBean.bean()));
    }

    private void readMembers(AnnotatedType<?> type, Bean<?> bean) {
        BeanReference reference = new BeanReference(beans, bean, type.getJavaClass());
        BeanClass beanClass = new BeanClass(type, reference, new MarkedMethods(type, problems));
        boolean handles = sockets.read(beanClass);
        if (routes.read(beanClass, sockets.httpPorts(beanClass)) | handles | jobs.read(beanClass)
                | tasks.read(beanClass) | listeners.read(beanClass)) {
            references.add(reference);
        }
    }

    /** While other beans can still be used, where the container tells. */
    void releaseEarly(@Observes @Priority(LAST) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        references.forEach(BeanReference::release);
    }

    void release(@Observes BeforeShutdown event) {
        references.forEach(BeanReference::release);
    }

    /**
     * Returns what the beans declare.
     *
     * @throws IllegalStateException before the container has validated them
     */
    public ApplicationModel model() {
        if (model == null) {
            throw new IllegalStateException("the container has not been started yet");
        }
        return model;
    }

    /**
     * Returns what is wrong with the declarations, in the order in which it was found; empty after a good start. After a
     * failed one it tells of routes and socket handlers too that the container found, but failed before they were asked for.
     */
    public List<DefinitionException> problems() {
        if (model == null && beans != null) {
            discovered.enabled().forEach(this::readMembers);
            routes.routes();
            sockets.sockets();
            jobs.jobs();
            tasks.tasks();
            rows.rows();
        }
        return List.copyOf(problems.all());
    }

    /** Makes the server injectable; a runtime calls it before it fires the first event. */
    public void bind(Server running) {
        server = running;
    }

    /** Makes tasks and events injectable; as {@link #bind(Server)}. */
    public void bind(Tasks running, Events firing) {
        taskQueue = running;
        events = firing;
    }

    /** Returns what was bound for tasks, or null. */
    public Tasks tasks() {
        return taskQueue;
    }

    /** Makes tables and counters injectable; as {@link #bind(Server)}. */
    public void bind(TableSource source) {
        tables = source;
    }

    /** Returns what was bound for tables, or null. */
    public TableSource tables() {
        return tables;
    }

    /** Returns what is injected as the table of that record. */
    Table<?> boundTable(Class<? extends Record> record) {
        RowModel row = rows.of(record);
        return new BoundTable<>(record, () -> bound(tables).table(row));
    }

    /** Has asynchronous observers called that way from now on. */
    public void asyncObservers(AsyncObservers calls) {
        asyncObservers = calls;
    }

    private Server server() {
        return bound(server);
    }

    private ServerParts parts() {
        if (server() instanceof ServerParts parts) {
            return parts;
        }
        throw new IllegalStateException("the runtime that serves this container is not of this version");
    }

    private static <T> T bound(T part) {
        if (part == null) {
            throw new IllegalStateException("no Swell runtime serves this container: put swell.jar on the class path");
        }
        return part;
    }
}
