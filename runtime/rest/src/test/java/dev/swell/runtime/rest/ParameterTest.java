package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriInfo;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;

class ParameterTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** What a search takes. */
    public static class Search {
        @QueryParam("q")
        String words;
        @HeaderParam("X-Limit")
        @DefaultValue("5")
        int limit;
    }

    @Path("/parameters")
    @Produces("text/plain")
    @ApplicationScoped
    public static class Resource {

        @GET
        @Path("path/{id}/{rest:.*}")
        public String path(@PathParam("id") int id, @PathParam("rest") String rest) {
            return id + " " + rest;
        }

        @GET
        @Path("query")
        public String query(@QueryParam("one") String one, @QueryParam("many") List<Integer> many,
                @DefaultValue("none") @QueryParam("missing") String missing) {
            return one + " " + many + " " + missing;
        }

        @GET
        @Path("matrix")
        public String matrix(@MatrixParam("color") String color) {
            return color;
        }

        @GET
        @Path("segment/{car}")
        public String segment(@PathParam("car") PathSegment car) {
            return car.getPath() + " " + car.getMatrixParameters().getFirst("color");
        }

        @GET
        @Path("header")
        public String header(@HeaderParam("X-Name") List<String> names, @CookieParam("taste") String taste) {
            return names + " " + taste;
        }

        @GET
        @Path("bean")
        public String bean(@BeanParam Search search) {
            return search.words + " " + search.limit;
        }

        @POST
        @Path("form")
        public String form(@FormParam("name") String name, @FormParam("size") int size) {
            return name + " " + size;
        }

        @POST
        @Path("form/object")
        public String formObject(Form form) {
            return sorted(form.asMap());
        }

        @POST
        @Path("form/map")
        public String formMap(MultivaluedMap<String, String> form) {
            return sorted(form);
        }

        @POST
        @Path("form/text")
        public String formText(String body) {
            return body;
        }

        private static String sorted(MultivaluedMap<String, String> form) {
            return form.entrySet().stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
        }

        @GET
        @Path("uri")
        public String uri(@Context UriInfo uri) {
            return uri.getPath() + " " + uri.getQueryParameters().getFirst("q") + " "
                    + uri.getRequestUri().getRawQuery()
                    + " " + uri.getAbsolutePath().getPath() + " " + uri.getBaseUri().getPath();
        }
    }

    @Path("/fields/{id}")
    @Produces("text/plain")
    @RequestScoped
    public static class FieldResource {
        @PathParam("id")
        int id;
        @QueryParam("q")
        String words;

        @GET
        public String get() {
            return id + " " + words;
        }
    }

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.of(Resource.class, FieldResource.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String get(String path, String... headers) {
        return server.send("GET", "/parameters/" + path, "", headers).body();
    }

    private static String form(String path, String body) {
        return server.send("POST", "/parameters/" + path, body, "Content-Type", FORM).body();
    }

    @Test
    void takesThePath() {
        assertThat(get("path/7/a/b%20c")).isEqualTo("7 a/b c");
    }

    @Test
    void answers404ToAPathValueOfAnotherType() {
        assertThat(server.get("/parameters/path/seven/x").statusCode()).isEqualTo(404);
        assertThat(server.get("/parameters/path/seven/x").body()).isEmpty();
    }

    @Test
    void takesTheQuery() {
        assertThat(get("query?one=a%20b+c&many=1&many=2")).isEqualTo("a b c [1, 2] none");
    }

    @Test
    void takesMatrixValues() {
        assertThat(get("matrix;color=red")).isEqualTo("red");
        assertThat(get("segment/golf;color=red")).isEqualTo("golf red");
    }

    @Test
    void takesHeadersAndCookies() {
        assertThat(get("header", "X-Name", "a", "X-Name", "b", "Cookie", "taste=sweet")).isEqualTo("[a, b] sweet");
    }

    @Test
    void takesBeansOfValues() {
        assertThat(get("bean?q=x", "X-Limit", "9")).isEqualTo("x 9");
        assertThat(get("bean?q=x")).isEqualTo("x 5");
    }

    @Test
    void takesForms() {
        assertThat(form("form", "name=a%26b+c&size=3")).isEqualTo("a&b c 3");
        assertThat(form("form/object", "b=1&a=2&a=3")).isEqualTo("a=[2, 3] b=[1]");
        assertThat(form("form/map", "b=1&a=2&a=3")).isEqualTo("a=[2, 3] b=[1]");
        assertThat(form("form/text", "name=a%26b")).isEqualTo("name=a%26b");
    }

    @Test
    void takesFieldsOfARequestScopedResource() {
        assertThat(server.get("/fields/1?q=a").body()).isEqualTo("1 a");
        assertThat(server.get("/fields/2?q=b").body()).isEqualTo("2 b");
    }

    @Test
    void tellsTheUri() {
        assertThat(get("uri")).isEqualTo("/parameters/uri null null /parameters/uri /");
        assertThat(get("uri?q=%7Ba%7D")).isEqualTo("/parameters/uri {a} q=%7Ba%7D /parameters/uri /");
        assertThat(get("uri")).isEqualTo("/parameters/uri null null /parameters/uri /");
    }
}
