package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;

import io.undertow.server.HandlerWrapper;

import dev.swell.Server;
import dev.swell.async.Events;
import dev.swell.async.Tasks;
import dev.swell.cron.CronJobs;
import dev.swell.extension.model.CleanerModel;
import dev.swell.extension.model.MiddlewareModel;
import dev.swell.extension.model.Place;
import dev.swell.extension.scope.CurrentPrincipal;
import dev.swell.socket.Connections;
import dev.swell.state.Cleaner;
import dev.swell.state.LaneScoped;

/** Finds the beans of any kind, produced ones too, that have a part by their type or scope. */
final class BeanRoles {

    private static final Set<Class<? extends Annotation>> LONG_LIVED = Set.of(ApplicationScoped.class, Singleton.class,
            Dependent.class);

    private static final Set<Class<?>> OURS = Set.of(Server.class, Connections.class, CronJobs.class, Tasks.class,
            Events.class,
            CurrentPrincipal.class);

    private final BeanManager beans;
    private final Problems problems;
    private final List<BeanReference> references;
    private final List<MiddlewareModel> middleware = new ArrayList<>();
    private final List<CleanerModel> cleaners = new ArrayList<>();
    private boolean laneScoped;

    BeanRoles(BeanManager beans, Problems problems, List<BeanReference> references) {
        this.beans = beans;
        this.problems = problems;
        this.references = references;
    }

    void read(DiscoveredBean discovered) {
        Bean<?> bean = discovered.bean();
        Place place = Place.of(bean.getBeanClass());
        laneScoped |= bean.getScope() == LaneScoped.class;
        if (bean.getTypes().contains(HandlerWrapper.class)) {
            if (!LONG_LIVED.contains(bean.getScope())) {
                problems.add(MESSAGES.middlewareScope(place, bean.getScope().getSimpleName()));
            }
            BeanReference reference = reference(bean, HandlerWrapper.class);
            middleware.add(new MiddlewareModel(discovered.priority(), place,
                    next -> ((HandlerWrapper) reference.get()).wrap(next)));
        }
        if (bean.getTypes().contains(Cleaner.class)) {
            warnOfSharedTargets(bean, place);
            cleaners.add(cleaner(bean, place, discovered.priority()));
        }
    }

    private BeanReference reference(Bean<?> bean, Class<?> type) {
        BeanReference reference = new BeanReference(beans, bean, type);
        references.add(reference);
        return reference;
    }

    private CleanerModel cleaner(Bean<?> bean, Place place, int priority) {
        BeanReference reference = reference(bean, Cleaner.class);
        return new CleanerModel(priority, place, new Cleaner() {
            @Override
            public void snapshot() {
                ((Cleaner) reference.get()).snapshot();
            }

            @Override
            public void clean() throws Exception {
                ((Cleaner) reference.get()).clean();
            }
        });
    }

    private void warnOfSharedTargets(Bean<?> cleaner, Place place) {
        for (InjectionPoint point : cleaner.getInjectionPoints()) {
            Bean<?> target = beans
                    .resolve(beans.getBeans(point.getType(), point.getQualifiers().toArray(Annotation[]::new)));
            if (target != null && target.getScope() == ApplicationScoped.class
                    && !OURS.contains(target.getBeanClass())) {
                ExtensionLogger.LOG.cleanerOfSharedBean(place, target.getBeanClass().getName());
            }
        }
    }

    List<MiddlewareModel> middleware() {
        middleware
                .sort(Comparator.comparingInt(MiddlewareModel::priority).thenComparing(model -> model.place().bean()));
        return middleware;
    }

    List<CleanerModel> cleaners() {
        cleaners.sort(Comparator.comparingInt(CleanerModel::priority).thenComparing(model -> model.place().bean()));
        return cleaners;
    }

    boolean laneScoped() {
        return laneScoped;
    }
}
