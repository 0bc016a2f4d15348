package dev.swell.extension.model;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.inject.spi.Bean;

/**
 * Everything that the beans of one container declare. Handlers in it call beans and may be used once the container has
 * started, from any thread.
 *
 * @param routes the routes, no two of which take the same requests
 * @param middleware the middleware, outermost first
 * @param sockets the socket handlers
 * @param jobs the jobs, no two of which have the same identity
 * @param tasks the handlers of tasks, no two of which take the same payload class
 * @param listeners the listeners to asynchronous events, in the order of their turns
 * @param rows the records of tables, no two of which have the same name
 * @param cleaners the cleaners, in the order in which they run
 * @param lanes whether units of work need a lane: something is lane-scoped, or there are cleaners
 * @param renewed the lane-scoped beans that are destroyed after each unit of work
 * @param observed which lifecycle events anybody observes; the others need not be fired
 */
public record ApplicationModel(List<RouteModel> routes, List<MiddlewareModel> middleware, List<SocketModel> sockets,
        List<CronModel> jobs, List<TaskModel> tasks, List<ListenerModel> listeners, List<RowModel> rows,
        List<CleanerModel> cleaners,
        boolean lanes, List<Bean<?>> renewed,
        Set<Class<?>> observed) {

    public ApplicationModel {
        routes = List.copyOf(routes);
        middleware = List.copyOf(middleware);
        sockets = List.copyOf(sockets);
        jobs = List.copyOf(jobs);
        tasks = List.copyOf(tasks);
        listeners = List.copyOf(listeners);
        rows = List.copyOf(rows);
        cleaners = List.copyOf(cleaners);
        renewed = List.copyOf(renewed);
        observed = Set.copyOf(observed);
    }

    /** Tells whether anybody observes that lifecycle event. */
    public boolean observes(Class<?> event) {
        return observed.contains(event);
    }
}
