package dev.swell.extension.elsewhere;

import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;

/** A superclass in another package than its bean. */
public class ForeignRoutes {

    @Route("/hidden")
    void hidden(HttpServerExchange exchange) {}

    @Route("/protected")
    protected void visible(HttpServerExchange exchange) {
        exchange.setStatusCode(202);
    }
}
