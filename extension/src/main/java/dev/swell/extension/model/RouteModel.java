package dev.swell.extension.model;

import java.util.Set;

import io.undertow.server.HttpHandler;

/**
 * A {@link dev.swell.http.Route}.
 *
 * @param path where it answers
 * @param methods the HTTP methods it takes; empty means all
 * @param ports the {@link SocketModel#portId}s where it answers; empty means the main HTTP port
 * @param nonBlocking whether it runs on the I/O thread
 * @param place where it is declared
 * @param handler calls the bean
 */
public record RouteModel(PathTemplate path, Set<String> methods, Set<String> ports, boolean nonBlocking, Place place,
        HttpHandler handler) {

    public RouteModel {
        methods = Set.copyOf(methods);
        ports = Set.copyOf(ports);
    }

    /** Returns the same route on those ports. */
    public RouteModel on(Set<String> others) {
        return new RouteModel(path, methods, others, nonBlocking, place, handler);
    }

    /** Tells whether they answer on the same port, or on one of several. */
    public boolean meets(RouteModel other) {
        return ports.isEmpty() ? other.ports.isEmpty() : ports.stream().anyMatch(other.ports::contains);
    }
}
