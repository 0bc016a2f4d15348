package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.security.Principal;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import jakarta.ws.rs.sse.Sse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.undertow.security.idm.Account;
import io.undertow.security.impl.SecurityContextImpl;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

import dev.swell.http.Route;
import dev.swell.lifecycle.RequestReceived;
import dev.swell.lifecycle.ResponseGenerated;
import dev.swell.runtime.http.TestServer;

class ApplicationTest {

    @ApplicationPath("/api/")
    @ApplicationScoped
    public static class Api extends Application {}

    /** Lists what it serves. */
    @ApplicationPath("listed")
    @ApplicationScoped
    public static class Listed extends Application {
        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(Plain.class);
        }
    }

    /** Not a bean. */
    @Path("plain")
    public static class Plain {
        @GET
        public String get() {
            return "plain";
        }
    }

    /** Binds {@link Bound}. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Marked {}

    @Provider
    @Marked
    @ApplicationScoped
    public static class Bound implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().add("X-Bound", "1");
        }
    }

    @Provider
    @PreMatching
    @ApplicationScoped
    public static class Before implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getUriInfo().getPath().endsWith("old")) {
                request.setRequestUri(URI.create("new?q=moved"));
                request.setMethod("GET");
            } else if (request.getHeaderString("X-Abort") != null) {
                request.abortWith(Response.status(418).build());
            }
        }
    }

    @Provider
    @ApplicationScoped
    public static class Shout implements ReaderInterceptor, WriterInterceptor {
        @Override
        public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
            return context.proceed() + "?";
        }

        @Override
        public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
            if (context.getEntity() instanceof String text) {
                context.setEntity(text + "!");
            }
            context.proceed();
        }
    }

    @Provider
    @ApplicationScoped
    public static class Missing implements ExceptionMapper<NotFoundException> {
        @Override
        public Response toResponse(NotFoundException e) {
            return Response.status(404).entity("lost").type("text/plain").build();
        }
    }

    @Path("/")
    @Produces("text/plain")
    @Singleton
    public static class Resource {
        @Context
        ResourceInfo info;
        @Context
        Providers providers;
        @Inject
        Principal principal;
        @Inject
        UriInfo uri;
        @Inject
        Sse sse;

        @GET
        @Path("new")
        public String moved(@QueryParam("q") String q) {
            return "new " + q;
        }

        @GET
        @Path("bound")
        @Marked
        public String bound() {
            return info.getResourceMethod().getName();
        }

        @POST
        @Path("echo")
        public String echo(String body) {
            return body;
        }

        @GET
        @Path("who")
        public String who(@Context SecurityContext security, @Context HttpServerExchange exchange) {
            return security.getUserPrincipal().getName() + " " + principal.getName() + " "
                    + security.isUserInRole("buyer")
                    + " " + security.isUserInRole("seller") + " " + exchange.getRequestPath();
        }

        @GET
        @Path("direct")
        public void direct(@Context HttpServerExchange exchange) {
            exchange.setStatusCode(203).getResponseSender().send("direct");
        }

        @GET
        @Path("see-other")
        public Response seeOther() {
            return Response.seeOther(URI.create("new?q=1")).build();
        }

        @GET
        @Path("buyers")
        @RolesAllowed("buyer")
        public String buyers() {
            return "buyers";
        }

        @GET
        @Path("sellers")
        @RolesAllowed("seller")
        public String sellers() {
            return "sellers";
        }

        @GET
        @Path("lots/{id}/bids/{bid: \\d+}")
        public String label(@PathParam("id") String id) {
            return providers.getExceptionMapper(NotFoundException.class).getClass().getSimpleName() == null ? "" : id;
        }

        @GET
        @Path("query")
        public String query(@QueryParam("q") String q) {
            return q;
        }

        @GET
        @Path("injected/{id}")
        public String injected() {
            return uri.getPathParameters().getFirst("id") + " " + (sse.newEvent("x") != null);
        }
    }

    @ApplicationScoped
    @Priority(1)
    public static class Login implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler next) {
            return exchange -> {
                SecurityContextImpl security = new SecurityContextImpl(exchange, null);
                security.authenticationComplete(new Ann(), "TEST", false);
                exchange.setSecurityContext(security);
                exchange.getResponseHeaders().put(new HttpString("X-Middleware"), "1");
                if (exchange.getRequestPath().endsWith("/rewritten")) {
                    exchange.setRelativePath("/api/lots/a b/bids/1");
                }
                next.handleRequest(exchange);
            };
        }
    }

    private static final class Ann implements Account {
        private static final long serialVersionUID = 1;

        @Override
        public Principal getPrincipal() {
            return () -> "ann";
        }

        @Override
        public Set<String> getRoles() {
            return Set.of("buyer");
        }
    }

    @ApplicationScoped
    public static class Events {
        void received(@Observes RequestReceived event) {
            if (event.exchange().getRequestHeaders().contains("X-Change")) {
                event.exchange().getQueryParameters().clear();
                event.exchange().addQueryParam("q", "changed");
            }
        }

        void generated(@Observes ResponseGenerated event) {
            event.exchange().getResponseHeaders().put(new HttpString("X-Generated"),
                    event.exchange().getStatusCode());
        }

        @Route(value = "/routed", methods = "GET")
        void routed(HttpServerExchange exchange) {
            exchange.getResponseSender().send("routed");
        }
    }

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.of(Api.class, Bound.class, Before.class, Shout.class, Missing.class, Resource.class,
                Login.class, Events.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesBelowTheApplicationPathOnly() {
        assertThat(server.get("/api/bound").body()).isEqualTo("bound!");
        assertThat(server.get("/bound").statusCode()).isEqualTo(404);
        assertThat(server.get("/bound").body()).isEmpty();
        assertThat(server.get("/apis/bound").body()).isEmpty();
        assertThat(server.get("/api/missing").body()).isEqualTo("lost!");
        assertThat(server.get("/routed").body()).isEqualTo("routed");
    }

    @Test
    void appliesNameBoundFilters() {
        assertThat(server.get("/api/bound").headers().firstValue("X-Bound")).hasValue("1");
        assertThat(server.get("/api/query?q=1").headers().firstValue("X-Bound")).isEmpty();
    }

    @Test
    void filtersBeforeMatching() {
        assertThat(server.send("PUT", "/api/old?q=given", "").body()).isEqualTo("new moved!");
        assertThat(server.send("GET", "/api/bound", "", "X-Abort", "1").statusCode()).isEqualTo(418);
    }

    @Test
    void interceptsBodies() {
        assertThat(server.send("POST", "/api/echo", "hi", "Content-Type", "text/plain").body()).isEqualTo("hi?!");
    }

    @Test
    void tellsWhoMiddlewareSaysItIs() {
        assertThat(server.get("/api/who").body()).isEqualTo("ann ann true false /api/who!");
        assertThat(server.get("/api/buyers").body()).isEqualTo("buyers!");
        assertThat(server.get("/api/sellers").statusCode()).isEqualTo(403);
    }

    @Test
    void injectsTheContext() {
        assertThat(server.get("/api/injected/1").body()).isEqualTo("1 true!");
        assertThat(server.get("/api/injected/2").body()).isEqualTo("2 true!");
    }

    @Test
    void followsAPathThatMiddlewareHasSet() {
        assertThat(server.get("/api/rewritten").body()).isEqualTo("a b!");
        assertThat(server.get("/elsewhere/rewritten").body()).isEqualTo("a b!");
    }

    @Test
    void mayAnswerAtTheExchange() {
        assertThat(server.get("/api/direct").body()).isEqualTo("direct");
        assertThat(server.get("/api/direct").statusCode()).isEqualTo(203);
        assertThat(server.worker().failures().escaped()).isZero();
    }

    @Test
    void redirectsRelativeToTheApplicationPath() {
        assertThat(server.get("/api/see-other").headers().firstValue("Location"))
                .hasValue(server.uri("/api/new?q=1").toString());
    }

    @Test
    void passesThePipeline() {
        var response = server.send("GET", "/api/query?q=given", "", "X-Change", "1");
        assertThat(response.body()).isEqualTo("changed!");
        assertThat(response.headers().firstValue("X-Middleware")).hasValue("1");
        assertThat(response.headers().firstValue("X-Generated")).hasValue("200");
        assertThat(server.get("/api/missing").headers().firstValue("X-Generated")).hasValue("404");
    }

    @Test
    void isCountedByItsTemplate() {
        assertThat(server.get("/api/lots/7/bids/1").body()).isEqualTo("7!");
        assertThat(server.get("/api/lots/8/bids/2").body()).isEqualTo("8!");
        assertThat(server.metrics().export()).contains("route=\"/api/lots/{id}/bids/{bid: \\\\d+}\"")
                .doesNotContain("/api/lots/7");
    }

    @Test
    void servesWhatTheApplicationLists() {
        try (TestServer other = RestServer.of(Listed.class, Resource.class)) {
            assertThat(other.get("/listed/plain").body()).isEqualTo("plain");
            assertThat(other.get("/listed/bound").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void leavesUnknownPathsToTheRoutesWhereItHasNoPathOfItsOwn() {
        try (TestServer other = RestServer.of(Resource.class, Events.class)) {
            var refused = other.send("POST", "/routed", "");
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow").orElse("")).contains("GET");
            assertThat(other.get("/missing").statusCode()).isEqualTo(404);
            assertThat(other.get("/query?q=2").body()).isEqualTo("2");
        }
    }
}
