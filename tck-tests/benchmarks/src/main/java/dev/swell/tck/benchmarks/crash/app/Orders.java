package dev.swell.tck.benchmarks.crash.app;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.undertow.server.HttpServerExchange;

import dev.swell.async.Delivery;
import dev.swell.async.Tasks;
import dev.swell.http.Route;

/** Takes orders by HTTP, and writes down which were taken and which were not. */
@ApplicationScoped
public class Orders {

    @Inject
    Tasks tasks;

    @Inject
    Books books;

    @Route("/order/{prefix}/{count}/{delay}")
    void order(HttpServerExchange exchange) {
        String prefix = exchange.getQueryParameters().get("prefix").getFirst();
        int count = Integer.parseInt(exchange.getQueryParameters().get("count").getFirst());
        Duration delay = Duration.ofMillis(Integer.parseInt(exchange.getQueryParameters().get("delay").getFirst()));
        int taken = 0;
        for (int i = 0; i < count; i++) {
            String key = prefix + "-" + i;
            Delivery delivery = delay.isZero() ? Delivery.now().durable() : Delivery.now().delay(delay);
            try {
                tasks.deliver(new Work(key), delivery);
                books.write("taken", key);
                taken++;
            } catch (IllegalStateException e) {
                books.write("refused", key);
            }
        }
        exchange.getResponseSender().send(String.valueOf(taken));
    }
}
