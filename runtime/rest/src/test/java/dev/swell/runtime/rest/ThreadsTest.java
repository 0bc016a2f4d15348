package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.config.Threads;
import dev.swell.runtime.http.TestServer;

/** Many clients at once, none of whom sees another's request. */
@Tag("threads")
class ThreadsTest {

    private static final int CLIENTS = 16;
    private static final int REQUESTS = 60;

    @RequestScoped
    public static class Visit {
        private String name;

        String name() {
            return name;
        }

        void name(String visitor) {
            name = visitor;
        }
    }

    @Path("/visits/{name}")
    @ApplicationScoped
    public static class Resource {
        @Inject
        Visit visit;
        @Context
        UriInfo uri;

        private String seen() {
            return visit.name() + " " + uri.getPathParameters().getFirst("name");
        }

        @GET
        public String now(@PathParam("name") String name, @QueryParam("q") String q) {
            visit.name(name);
            Thread.yield();
            return seen() + " " + q;
        }

        @POST
        public String body(String body) {
            return uri.getPathParameters().getFirst("name") + " " + body;
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage(@PathParam("name") String name) {
            visit.name(name);
            return CompletableFuture.supplyAsync(() -> name);
        }

        @GET
        @Path("later")
        public void later(@PathParam("name") String name, @Suspended AsyncResponse response) {
            visit.name(name);
            response.setTimeoutHandler(late -> late.resume(visit.name()));
            response.setTimeout(1, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void keepsRequestsApartOnAPool() throws Exception {
        try (TestServer server = RestServer.of(Visit.class, Resource.class)) {
            keepsRequestsApart(server);
        }
    }

    @Test
    @Tag("virtual")
    void keepsRequestsApartOnVirtualThreads() throws Exception {
        try (TestServer server = RestServer.with(Visit.class, Resource.class).threads(Threads.VIRTUAL).start()) {
            keepsRequestsApart(server);
        }
    }

    @Test
    @Tag("loop")
    void keepsRequestsApartOnCarriedThreads() throws Exception {
        try (TestServer server = RestServer.with(Visit.class, Resource.class).threads(Threads.LOOP).start()) {
            keepsRequestsApart(server);
        }
    }

    private static void keepsRequestsApart(TestServer server) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Void>> work = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> (Callable<Void>) () -> visit(server, client)).toList();
            for (Future<Void> client : clients.invokeAll(work, 60, TimeUnit.SECONDS)) {
                client.get();
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(server.worker().failures().escaped()).isZero();
        Awaitility.await().untilAsserted(() -> assertThat(server.worker().active()).isZero());
    }

    private static Void visit(TestServer server, int client) {
        for (int i = 0; i < REQUESTS; i++) {
            String name = "n" + client + "-" + i;
            switch (i % 4) {
                case 0 ->
                    assertThat(server.get("/visits/" + name + "?q=" + i).body()).isEqualTo(name + " " + name + " " + i);
                case 1 -> assertThat(server.send("POST", "/visits/" + name, name).body()).isEqualTo(name + " " + name);
                case 2 -> assertThat(server.get("/visits/" + name + "/stage").body()).isEqualTo(name);
                default -> assertThat(server.get("/visits/" + name + "/later").body()).isEqualTo(name);
            }
        }
        return null;
    }
}
