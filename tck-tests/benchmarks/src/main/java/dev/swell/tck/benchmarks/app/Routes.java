package dev.swell.tck.benchmarks.app;

import java.nio.ByteBuffer;

import jakarta.enterprise.context.ApplicationScoped;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.http.Route;

/** Text and JSON by routes. */
@ApplicationScoped
public class Routes {

    private final ObjectMapper json = new ObjectMapper(
            JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build());

    @Route("/plaintext")
    void plaintext(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
        exchange.getResponseSender().send("Hello, World!");
    }

    @Route("/json")
    void json(HttpServerExchange exchange) throws JsonProcessingException {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(json.writeValueAsBytes(new Message("Hello, World!"))));
    }

    @Route("/hello/{name}")
    void hello(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
        exchange.getResponseSender().send(exchange.getQueryParameters().get("greet").getFirst() + ", "
                + exchange.getQueryParameters().get("name").getFirst() + "!");
    }
}
