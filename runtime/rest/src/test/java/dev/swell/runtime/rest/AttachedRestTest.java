package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.swell.Server;

class AttachedRestTest {

    @Path("/attached")
    @ApplicationScoped
    public static class Resource {
        @Context
        UriInfo uri;

        @GET
        public String get(@QueryParam("q") String q) {
            return uri.getPath() + " " + q;
        }
    }

    @BeforeEach
    void configure() {
        System.setProperty("swell.http.port", "0");
        System.setProperty("swell.management.port", "off");
    }

    @AfterEach
    void reset() {
        System.clearProperty("swell.http.port");
        System.clearProperty("swell.management.port");
    }

    @Test
    void servesAContainerThatSomebodyElseHasStarted() throws Exception {
        Weld weld = new Weld("attached-rest").addBeanClass(Resource.class);
        try (WeldContainer container = weld.initialize()) {
            int port = container.select(Server.class).get().listeners().get(0).port();
            HttpResponse<String> response = HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/attached?q=x"))
                            .timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("/attached x");
        }
    }
}
