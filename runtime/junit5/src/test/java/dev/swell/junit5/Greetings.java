package dev.swell.junit5;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;

/** The application that the tests are about: without a scope of its own, as discovery in production allows. */
class Greetings {

    private final AtomicInteger count = new AtomicInteger();

    @Inject
    @ConfigProperty(name = "greeting", defaultValue = "Hello")
    String greeting;

    @Route("/greet/{name}")
    void greet(HttpServerExchange exchange) {
        count.incrementAndGet();
        exchange.getResponseSender().send(text(exchange.getQueryParameters().get("name").getFirst()));
    }

    String text(String name) {
        return greeting + ", " + name + "!";
    }

    int count() {
        return count.get();
    }
}
