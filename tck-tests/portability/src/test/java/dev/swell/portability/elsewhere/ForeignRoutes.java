package dev.swell.portability.elsewhere;

import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;

/** A superclass with a method that its bean, in another package, does not see. */
public class ForeignRoutes {

    @Route("/hidden")
    void hidden(HttpServerExchange exchange) {}
}
