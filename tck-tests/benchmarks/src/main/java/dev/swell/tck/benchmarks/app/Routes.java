package dev.swell.tck.benchmarks.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

import jakarta.enterprise.context.ApplicationScoped;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.http.Route;

/** What all servers on Undertow answer: the same methods with and without Swell. */
@ApplicationScoped
public class Routes {

    private static final byte[] DOWNLOAD = new byte[300_000];
    private static final int QUERY_MILLIS = 20;
    private static final int STORE_MILLIS = 5;
    private static final long COMPUTE_NANOS = 200_000_000;
    private static final int STEPS = 10_000;

    private final ObjectMapper json;

    /** Makes them for threads of any kind. */
    public Routes() {
        this(new ObjectMapper(
                JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build()));
    }

    /** Makes them with a mapper whose buffers suit the threads. */
    public Routes(ObjectMapper json) {
        this.json = json;
    }

    @Route("/plaintext")
    public void plaintext(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
        exchange.getResponseSender().send("Hello, World!");
    }

    @Route("/json")
    public void json(HttpServerExchange exchange) throws JsonProcessingException {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(json.writeValueAsBytes(new Message("Hello, World!"))));
    }

    @Route("/hello/{name}")
    public void hello(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
        exchange.getResponseSender().send(exchange.getQueryParameters().get("greet").getFirst() + ", "
                + exchange.getQueryParameters().get("name").getFirst() + "!");
    }

    /** Waits, as for a database. */
    @Route("/sleep")
    public void sleep(HttpServerExchange exchange) throws InterruptedException {
        Thread.sleep(QUERY_MILLIS);
        exchange.getResponseSender().send("slept");
    }

    /** Reads all, waits, and has more to send than the sockets take at once. */
    @Route(value = "/upload", methods = "POST")
    public void upload(HttpServerExchange exchange) throws IOException, InterruptedException {
        exchange.getInputStream().readAllBytes();
        Thread.sleep(STORE_MILLIS);
        exchange.setResponseContentLength(DOWNLOAD.length);
        try (OutputStream out = exchange.getOutputStream()) {
            out.write(DOWNLOAD);
        }
    }

    /** Computes, and never waits. */
    @Route("/compute")
    public void compute(HttpServerExchange exchange) {
        exchange.getResponseSender().send(computed());
    }

    private static String computed() {
        long end = System.nanoTime() + COMPUTE_NANOS;
        long value = 1;
        while (System.nanoTime() < end) {
            for (int i = 0; i < STEPS; i++) {
                value = value * 6364136223846793005L + 1442695040888963407L;
            }
        }
        return value == 0 ? "zero" : "done";
    }
}
