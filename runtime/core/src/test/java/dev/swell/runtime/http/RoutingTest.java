package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.common.annotation.NonBlocking;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;

import dev.swell.extension.model.Place;
import dev.swell.http.Route;
import dev.swell.runtime.worker.Worker;

@Tag("threads")
class RoutingTest {

    @ApplicationScoped
    static class Desk {

        @Route("/v/{name}/{other}")
        void variables(HttpServerExchange exchange) {
            exchange.getResponseSender().send(exchange.getQueryParameters().get("name") + " "
                    + exchange.getQueryParameters().get("other"));
        }

        @Route("/files/*")
        void files(HttpServerExchange exchange) {
            exchange.getResponseSender().send(exchange.getQueryParameters().get("*").getFirst());
        }

        @Route("/köln")
        void literal(HttpServerExchange exchange) {
            exchange.getResponseSender().send("cologne");
        }

        @Route(value = "/book", methods = {"GET", "PUT"})
        void book(HttpServerExchange exchange) {
            exchange.getResponseSender().send("a book");
        }

        @NonBlocking
        @Route(value = "/book", methods = "DELETE")
        void delete(HttpServerExchange exchange) {
            exchange.setStatusCode(204);
        }

        @Route(value = "/own", methods = {"GET", "OPTIONS"})
        void own(HttpServerExchange exchange) {
            exchange.getResponseSender().send("own " + exchange.getRequestMethod());
        }
    }

    @Route("/handler")
    @ApplicationScoped
    static class Handler implements HttpHandler {
        @Override
        public void handleRequest(HttpServerExchange exchange) {
            exchange.getResponseSender().send("handler");
        }
    }

    /** Stands for REST. */
    static final class Resources implements HttpAddOn {
        @Override
        public Optional<Fallback> prepare(Worker worker) {
            return Optional.of(exchange -> {
                if (!exchange.getRequestPath().startsWith("/rest")) {
                    return false;
                }
                Request.of(exchange).label("/rest/{id}");
                if (exchange.getRequestPath().endsWith("fail")) {
                    IllegalStateException failure = new IllegalStateException("on purpose");
                    Request.of(exchange).blame(new Place("Resource", "get()"), failure);
                    throw failure;
                }
                exchange.getResponseSender().send("rest " + exchange.isBlocking());
                return true;
            });
        }
    }

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.with(Desk.class, Handler.class).addOn(new Resources())
                .engine(engine -> engine.upgrades(worker -> exchange -> {
                    if (!exchange.getRequestPath().equals("/socket")) {
                        return false;
                    }
                    exchange.setStatusCode(StatusCodes.UPGRADE_REQUIRED);
                    return true;
                })).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/v/a/b,[a] [b]", "/v/a%2Fb/c,[a/b] [c]", "/v/a%252Fb/c%20d,[a%2Fb] [c d]", "/v/a+b/%2B,[a+b] [+]",
            "/v/a/b?name=x&other=y&name=z,[a] [b]", "/v/a;x=1/b;y=2,[a] [b]", "/v/%C3%B6/;,[ö] [;]"})
    void decodesPathVariablesOnceAndReplacesQueryValues(String path, String expected) throws IOException {
        String response = server.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        if (path.endsWith(";")) {
            assertThat(response).startsWith("HTTP/1.1 404"); // nothing is left of the second segment
        } else {
            assertThat(response).endsWith("\r\n\r\n" + expected);
        }
    }

    @Test
    void findsLiteralsThatMustBeEncoded() {
        assertThat(server.get("/k%C3%B6ln").body()).isEqualTo("cologne");
    }

    @Test
    void takesTheAbsoluteForm() throws IOException {
        assertThat(
                server.raw("GET http://localhost/v/a%2Fb/c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .endsWith("[a/b] [c]");
    }

    @Test
    void putsTheRestUnderTheStar() {
        assertThat(server.get("/files/a/b%2Fc/d").body()).isEqualTo("a/b/c/d");
        assertThat(server.get("/files/a;x=1/b;y/c").body()).isEqualTo("a/b/c");
        assertThat(server.get("/files/").body()).isEmpty();
        assertThat(server.get("/files").statusCode()).isEqualTo(404);
    }

    @Test
    void servesHandlerBeans() {
        assertThat(server.get("/handler").body()).isEqualTo("handler");
    }

    @Test
    void answersHeadWithoutBody() {
        HttpResponse<String> head = server.send("HEAD", "/book", "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).hasValue("6");
    }

    @Test
    void answers404And405WithAllow() {
        assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
        HttpResponse<String> post = server.send("POST", "/book", "x");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("DELETE, GET, HEAD, OPTIONS, PUT");
        assertThat(server.send("DELETE", "/book", "").statusCode()).isEqualTo(204);
    }

    @Test
    void answersOptionsUnlessTheApplicationDoes() throws IOException {
        HttpResponse<String> options = server.send("OPTIONS", "/book", "");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("Allow")).hasValue("DELETE, GET, HEAD, OPTIONS, PUT");
        assertThat(server.send("OPTIONS", "/own", "").body()).isEqualTo("own OPTIONS");
        assertThat(server.send("OPTIONS", "/nowhere", "").statusCode()).isEqualTo(404);
        assertThat(server.raw("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200").contains("Content-Length: 0").doesNotContain("Allow");
        assertThat(server.raw("GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void asksAddOnsForWhatNoRouteTakes() {
        assertThat(server.get("/rest/1").body()).isEqualTo("rest true");
        assertThat(server.get("/rest/fail").statusCode()).isEqualTo(500);
        assertThat(server.get("/v/a/b").statusCode()).isEqualTo(200);
        assertThat(server.worker().failures().escaped()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(server.metrics().export())
                .contains("route=\"/rest/{id}\"").contains("route=\"/v/{name}/{other}\"").doesNotContain("/rest/1"));
    }

    @Test
    void asksTheUpgradeHandlerBehindTheRoutes() {
        assertThat(server.get("/socket").statusCode()).isEqualTo(426);
        assertThat(server.send("POST", "/socket", "x").statusCode()).isEqualTo(426);
    }

    @Test
    void countsByRouteMethodAndStatus() {
        server.get("/handler");
        server.get("/nowhere");
        await().untilAsserted(() -> assertThat(server.metrics().export())
                .containsPattern("route=\"unmatched\".*status=\"404\""));
        assertThat(server.metrics().export())
                .containsPattern("swell_http_requests\\w*_count\\{.*method=\"GET\".*route=\"/handler\"");
    }
}
