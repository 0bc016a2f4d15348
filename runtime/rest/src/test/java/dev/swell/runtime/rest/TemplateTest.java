package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;

import dev.swell.runtime.http.Fallback;
import dev.swell.runtime.http.HttpAddOn;
import dev.swell.runtime.http.TestServer;
import dev.swell.runtime.worker.Worker;

class TemplateTest {

    /** Puts the resources below a path. */
    @ApplicationPath("/api")
    @ApplicationScoped
    public static class Api extends Application {}

    /** Methods of several kinds. */
    @Path("/lots")
    @ApplicationScoped
    public static class Lots {
        @GET
        @Path("{id}")
        public Response get(@PathParam("id") String id) {
            return Response.noContent().build();
        }

        @POST
        @Path("{id}/bids")
        public void bid(@PathParam("id") String id) {}

        @GET
        @Path("by/{name: .*}")
        public String by(@PathParam("name") String name) {
            return name;
        }
    }

    /** Asks before it hands on. */
    private static final class Asking implements HttpAddOn {
        @Override
        public Optional<Fallback> prepare(Worker worker) {
            Fallback rest = new RestAddOn().prepare(worker).orElseThrow();
            return Optional.of((HttpServerExchange exchange) -> {
                TEMPLATES.add(Optional.ofNullable(rest.template(exchange)));
                return rest.handle(exchange);
            });
        }
    }

    private static final BlockingQueue<Optional<String>> TEMPLATES = new LinkedBlockingQueue<>();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.with(Api.class, Lots.class).extensions(new RestWorkerAddOn().extensions())
                .addOn(new Asking()).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String template(String method, String path) {
        server.send(method, path, "");
        return TEMPLATES.remove().orElse(null);
    }

    @Test
    void knowsTheTemplatesOfPlainMethods() {
        assertThat(template("GET", "/api/lots/7")).isEqualTo("/api/lots/{id}")
                .isSameAs(template("GET", "/api/lots/a%20b"));
        assertThat(template("HEAD", "/api/lots/7")).isEqualTo("/api/lots/{id}");
        assertThat(template("POST", "/api/lots/7/bids?x")).isEqualTo("/api/lots/{id}/bids");
    }

    @Test
    void knowsNothingOfOthers() {
        assertThat(template("POST", "/api/lots/7")).isNull();
        assertThat(template("GET", "/api/lots/by/ann")).isNull();
        assertThat(template("GET", "/lots/7")).isNull();
    }
}
