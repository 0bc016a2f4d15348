package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;

import dev.swell.lifecycle.ResponseGenerated;
import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.http.TestServer;

/** Answers of resources with a cookie that can't be written. */
class UnsendableTest {

    @Path("/spoilt")
    @ApplicationScoped
    public static class Resource {

        @GET
        @Path("text")
        public String text(@Context HttpServerExchange exchange) {
            spoil(exchange);
            return "secret";
        }

        @GET
        @Path("nothing")
        public void nothing(@Context HttpServerExchange exchange) {
            spoil(exchange);
        }

        @GET
        @Path("large")
        public StreamingOutput large(@Context HttpServerExchange exchange) {
            spoil(exchange);
            return out -> out.write(new byte[1_000_000]);
        }

        @GET
        @Path("flushed")
        public StreamingOutput flushed(@Context HttpServerExchange exchange) {
            spoil(exchange);
            return out -> {
                for (int i = 0; i < 10; i++) {
                    out.write(i);
                    out.flush();
                }
            };
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage(@Context HttpServerExchange exchange) {
            return CompletableFuture.supplyAsync(() -> text(exchange));
        }

        @GET
        @Path("suspended")
        public void suspended(@Context HttpServerExchange exchange, @Suspended AsyncResponse answer) {
            CompletableFuture.runAsync(() -> answer.resume(text(exchange)));
        }

        @GET
        @Path("events")
        @Produces("text/event-stream")
        public void events(@Context HttpServerExchange exchange, @Context SseEventSink sink, @Context Sse sse)
                throws IOException {
            spoil(exchange);
            OutboundSseEvent event = sse.newEvent("secret");
            sink.send(event);
            sink.close();
        }

        @GET
        @Path("fine")
        public String fine() {
            return "fine";
        }

        private static void spoil(HttpServerExchange exchange) {
            exchange.setResponseCookie(new CookieImpl("bad", "日本"));
        }
    }

    @ApplicationScoped
    public static class Watcher {
        void generated(@Observes ResponseGenerated event) {
            if (event.exchange().getQueryParameters().containsKey("late")) {
                Resource.spoil(event.exchange());
            }
        }
    }

    private LoggedLines log;
    private TestServer server;

    @BeforeEach
    void start() {
        log = LoggedLines.of("dev.swell.worker");
        server = RestServer.of(Resource.class, Watcher.class);
    }

    @AfterEach
    void stop() {
        log.close();
        await().until(() -> server.worker().active() == 0 && server.engine().active() == 0);
        server.close();
    }

    private void assertFails(String path, String place) throws IOException {
        String answer = server.raw("GET /spoilt/" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 500 Internal Server Error\r\n").endsWith("\r\n\r\n")
                .doesNotContain("secret", "bad=", "SWELL", "Content-Type");
        await().untilAsserted(() -> assertThat(log.withId("SWELL-200")).containsExactly(
                "SWELL-200: " + place + " failed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text|HttpServerExchange", "nothing|HttpServerExchange",
            "large|HttpServerExchange", "flushed|HttpServerExchange", "stage|HttpServerExchange",
            "suspended|HttpServerExchange, AsyncResponse", "events|HttpServerExchange, SseEventSink, Sse"})
    void aCookieOfAResource(String method, String parameters) throws IOException {
        assertFails(method, Resource.class.getName() + "." + method + "(" + parameters + ")");
    }

    @Test
    void aCookieOfAnObserver() throws IOException {
        assertFails("fine?late", "An observer of ResponseGenerated");
    }
}
