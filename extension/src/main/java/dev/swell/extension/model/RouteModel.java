package dev.swell.extension.model;

import java.util.Set;

import io.undertow.server.HttpHandler;

/**
 * A {@link dev.swell.http.Route}.
 *
 * @param path where it answers
 * @param methods the HTTP methods it takes; empty means all
 * @param nonBlocking whether it runs on the I/O thread
 * @param place where it is declared
 * @param handler calls the bean
 */
public record RouteModel(PathTemplate path, Set<String> methods, boolean nonBlocking, Place place,
        HttpHandler handler) {

    public RouteModel {
        methods = Set.copyOf(methods);
    }
}
