package dev.swell.portability.attached;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.undertow.server.HttpServerExchange;

import dev.swell.Server;
import dev.swell.http.Route;

@ApplicationScoped
class Home {

    @Inject
    private Server server;

    @Route("/")
    void home(HttpServerExchange exchange) {
        exchange.getResponseSender().send("worker " + server.stats().workerId());
    }
}
