package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.Test;

class LeanRulesTest {

    private static final String RESTEASY = "is answered by RESTEasy, because ";

    /** Has an obstacle in each method but the first. */
    @Path("/other")
    @Produces("text/plain")
    @ApplicationScoped
    public static class Other {
        @GET
        public String plain() {
            return "";
        }

        @GET
        @Path("regex/x/{id: [0-9]+}")
        public String regex(@PathParam("id") int id) {
            return "";
        }

        @GET
        @Path("part-{id}")
        public String part(@PathParam("id") int id) {
            return "";
        }

        @GET
        @Path("same/{a}")
        public String same(@PathParam("a") String a) {
            return "";
        }

        @GET
        @Path("{b}/same")
        public String sameToo(@PathParam("b") String b) {
            return "";
        }

        @GET
        @Path("twice")
        @Produces({"text/plain", "text/html"})
        public String twice() {
            return "";
        }

        @GET
        @Path("wild")
        @Produces("text/*")
        public String wild() {
            return "";
        }

        @GET
        @Path("response")
        public Response response() {
            return null;
        }

        @GET
        @Path("object")
        public Object object() {
            return null;
        }

        @GET
        @Path("later")
        public CompletionStage<String> later() {
            return null;
        }

        @GET
        @Path("bytes")
        public byte[] bytes() {
            return null;
        }

        @GET
        @Path("context")
        public String context(@Context UriInfo uri) {
            return "";
        }

        @POST
        @Path("form")
        public String form(@FormParam("a") String a) {
            return "";
        }

        @GET
        @Path("matrix")
        public String matrix(@MatrixParam("a") String a) {
            return "";
        }

        @GET
        @Path("segment/{a}")
        public String segment(@PathParam("a") PathSegment a) {
            return "";
        }

        @GET
        @Path("encoded")
        public String encoded(@Encoded @QueryParam("a") String a) {
            return "";
        }

        @POST
        @Path("text")
        public String text(String body) {
            return "";
        }

        @GET
        @Path("valid")
        public String valid(@Min(1) @QueryParam("a") int a) {
            return "";
        }

        @GET
        @Path("guarded")
        @RolesAllowed("admin")
        public String guarded() {
            return "";
        }

        @GET
        @HEAD
        @Path("head")
        public String head() {
            return "";
        }
    }

    /** Says no media type. */
    @Path("/untyped")
    @ApplicationScoped
    public static class Untyped {
        @GET
        public String get() {
            return "";
        }
    }

    /** Is made for each request. */
    @Path("/dependent")
    @Produces("text/plain")
    @Dependent
    public static class ForEach {
        @GET
        public String get() {
            return "";
        }
    }

    /** Takes a value into a field. */
    @Path("/fields")
    @Produces("text/plain")
    @RequestScoped
    public static class Fields {
        @QueryParam("a")
        String a;

        @GET
        public String get() {
            return a;
        }
    }

    /** Has a locator, below which there may be anything. */
    @Path("/locator")
    @Produces("text/plain")
    @ApplicationScoped
    public static class Locator {
        @Path("deep/{name}")
        public Object locate(@PathParam("name") String name) {
            return null;
        }

        @GET
        @Path("{name}/{more}")
        public String inside(@PathParam("name") String name) {
            return "";
        }

        @GET
        @Path("above")
        public String above() {
            return "";
        }
    }

    /** Sees all answers. */
    @Provider
    @ApplicationScoped
    public static class Filter implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().add("X-Filter", "1");
        }
    }

    private static Map<String, String> decisions(Class<?>... beans) {
        Map<String, String> decisions = new TreeMap<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                String[] parts = entry.getMessage().split("'", 3);
                if (parts.length == 3 && parts[1].contains(LeanRulesTest.class.getName())) {
                    decisions.put(parts[1].replaceAll(".*\\$|\\(.*", ""), parts[2].strip());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("dev.swell.rest");
        Level before = log.getLevel();
        log.setLevel(Level.FINE);
        log.addHandler(handler);
        try {
            RestServer.with(true, beans).start().close();
        } finally {
            log.removeHandler(handler);
            log.setLevel(before);
        }
        return decisions;
    }

    @Test
    void tellsWhichMethodsTakeTheShortWayAndWhyOthersDoNot() {
        Map<String, String> decisions = decisions(Other.class, Untyped.class, ForEach.class, Fields.class,
                Locator.class);
        decisions.replaceAll((method, decision) -> decision.replace(RESTEASY, ""));
        String path = "its path has more than literals and variables of a segment each";
        String notSimple = "is neither a simple value of path, query, header or cookie nor the body";
        String result = "what it returns is neither text nor written as JSON";
        assertThat(decisions).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                Map.entry("Other.plain", "is answered on the short way"),
                Map.entry("Other.regex", path),
                Map.entry("Other.part", path),
                Map.entry("Other.same", "'" + Other.class.getName() + ".sameToo(String)' may answer some of its paths"),
                Map.entry("Other.sameToo", "is answered on the short way"), // the other is found where both match
                Map.entry("Other.twice", "it hasn't just one @Produces"),
                Map.entry("Other.wild", "its @Produces isn't a plain media type"),
                Map.entry("Other.response", result),
                Map.entry("Other.object", result),
                Map.entry("Other.later", result),
                Map.entry("Other.bytes", result),
                Map.entry("Other.context", "parameter 1 " + notSimple),
                Map.entry("Other.form", "parameter 1 " + notSimple),
                Map.entry("Other.matrix", "parameter 1 " + notSimple),
                Map.entry("Other.segment", "parameter 1 isn't of a simple type"),
                Map.entry("Other.encoded", "parameter 1 is encoded"),
                Map.entry("Other.text", "parameter 1 takes a body that isn't read as JSON"),
                Map.entry("Other.valid", "it has constraints"),
                Map.entry("Other.guarded",
                        "the filter or interceptor 'dev.swell.runtime.rest.Roles$Guard' is applied to it"),
                Map.entry("Other.head", "it answers HEAD or OPTIONS"),
                Map.entry("Untyped.get", "it hasn't just one @Produces"),
                Map.entry("ForEach.get", "its bean is made anew for each request"),
                Map.entry("Fields.get", "its bean takes request values into fields"),
                Map.entry("Locator.inside",
                        "'" + Locator.class.getName() + ".locate(String)' may answer some of its paths"),
                Map.entry("Locator.above", "is answered on the short way")));
    }

    @Test
    void leavesEverythingToRestEasyWhereAFilterSeesEverything() {
        assertThat(decisions(Other.class, Filter.class).values()).noneMatch(decision -> decision.contains("short way"))
                .anyMatch(decision -> decision.endsWith("'" + Filter.class.getName() + "' is applied to it"));
        assertThat(List.of(decisions(Untyped.class, Other.class).get("Other.plain"))).allMatch(
                decision -> decision.contains("short way"));
    }
}
