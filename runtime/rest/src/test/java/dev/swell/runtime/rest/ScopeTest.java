package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Serializable;
import java.net.http.HttpResponse;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ResourceContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;

class ScopeTest {

    @SessionScoped
    public static class Basket implements Serializable {
        private static final long serialVersionUID = 1;
        private int items;

        int add() {
            return ++items;
        }
    }

    @RequestScoped
    public static class Visit {
        private int calls;

        int next() {
            return ++calls;
        }
    }

    @Path("/")
    @Produces("text/plain")
    @ApplicationScoped
    public static class Resource {

        @Inject
        Visit visit;
        @Inject
        Basket basket;
        @Context
        HttpHeaders headers;

        @GET
        @Path("visit")
        public String visit() {
            return visit.next() + " " + visit.next() + " " + headers.getHeaderString("X-Name");
        }

        @POST
        @Path("basket")
        public int add() {
            return basket.add();
        }

        @Path("locate/{name}")
        public Located locate(@PathParam("name") String name) {
            return new Located(name);
        }

        @Path("locate-bean")
        public Bean locateBean(@Context ResourceContext resources) {
            return resources.getResource(Bean.class);
        }
    }

    /** A sub-resource. */
    public static class Located {
        private final String name;

        Located(String name) {
            this.name = name;
        }

        @GET
        @Path("{more}")
        public String get(@PathParam("more") String more) {
            return name + " " + more;
        }
    }

    @ApplicationScoped
    public static class Bean {
        @Inject
        Visit visit;

        @GET
        public int get() {
            return visit.next();
        }
    }

    @Path("dependent")
    @Dependent
    public static class DependentResource {
        static volatile int ended;

        @GET
        public int get() {
            return ended;
        }

        @PreDestroy
        void end() {
            ended++;
        }
    }

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.of(Visit.class, Basket.class, Resource.class, Bean.class, DependentResource.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void hasARequestContextForEachRequest() {
        assertThat(server.send("GET", "/visit", "", "X-Name", "ann").body()).isEqualTo("1 2 ann");
        assertThat(server.send("GET", "/visit", "", "X-Name", "bob").body()).isEqualTo("1 2 bob");
    }

    @Test
    void keepsTheClientsSession() {
        HttpResponse<String> first = server.send("POST", "/basket", "");
        assertThat(first.body()).isEqualTo("1");
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        assertThat(server.send("POST", "/basket", "", "Cookie", cookie).body()).isEqualTo("2");
        assertThat(server.send("POST", "/basket", "").body()).isEqualTo("1");
    }

    @Test
    void findsSubResources() {
        assertThat(server.get("/locate/a/b").body()).isEqualTo("a b");
        assertThat(server.get("/locate/a/b/c").statusCode()).isEqualTo(404);
        assertThat(server.get("/locate-bean").body()).isEqualTo("1");
    }

    @Test
    void makesAndEndsADependentResourceForEachRequest() {
        int before = Integer.parseInt(server.get("/dependent").body());
        await().until(() -> DependentResource.ended == before + 1); // the answer may be there before
        assertThat(server.get("/dependent").body()).isEqualTo(String.valueOf(before + 1));
    }
}
