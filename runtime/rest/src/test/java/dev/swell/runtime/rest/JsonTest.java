package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.swell.runtime.http.TestServer;

class JsonTest {

    /** A thing to buy. */
    public record Item(String name, int price) {
        public Item {
            if (price < 0) {
                throw new IllegalArgumentException("secret");
            }
        }
    }

    /** What is bought. */
    public record Order(String firstName, LocalDate day, List<Item> items, Map<String, Integer> counts) {}

    /** Times. */
    public record Times(Instant at, Duration took) {}

    /** What may be there or not. */
    public record Maybe(Optional<String> name, OptionalInt age) {}

    /** What Jackson can neither make nor write. */
    public interface Opaque {}

    @Path("/json")
    @ApplicationScoped
    public static class Resource {

        @POST
        public Order echo(Order order) {
            return order;
        }

        @GET
        @Path("times")
        public Times times() {
            return new Times(Instant.EPOCH, Duration.ofSeconds(90));
        }

        @POST
        @Path("maybe")
        public Maybe maybe(Maybe maybe) {
            return maybe;
        }

        @GET
        @Path("list")
        public List<Item> list() {
            return List.of(new Item("a", 1));
        }

        @GET
        @Path("patch")
        @jakarta.ws.rs.Produces("application/merge-patch+json")
        public Map<String, Integer> patch() {
            return Map.of("a", 1);
        }

        @POST
        @Path("opaque")
        public String opaque(Opaque unknown) {
            return "";
        }

        @GET
        @Path("circle")
        @jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
        public List<Object> circle() {
            List<Object> list = new java.util.ArrayList<>();
            list.add(list);
            return list;
        }

        @GET
        @Path("inner")
        public String inner() throws JsonProcessingException {
            return new ObjectMapper().readValue("{", String.class);
        }
    }

    /** Has names written with underscores. */
    @ApplicationScoped
    public static class OwnMapper {
        @Produces
        @ApplicationScoped
        ObjectMapper mapper() {
            return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
        }
    }

    /** The same, in the way of Jakarta REST. */
    @Provider
    @ApplicationScoped
    public static class OwnResolver implements ContextResolver<ObjectMapper> {
        @Override
        public ObjectMapper getContext(Class<?> type) {
            return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
        }
    }

    /** Tells in its own words. */
    @Provider
    @ApplicationScoped
    public static class OwnWords implements ExceptionMapper<JsonProcessingException> {
        @Override
        public Response toResponse(JsonProcessingException e) {
            return Response.status(422).entity("my words").type("text/plain").build();
        }
    }

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.of(Resource.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(String body) {
        return server.send("POST", "/json", body, "Content-Type", "application/json");
    }

    private static void assertRefused(String body, String explanation) {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).isEqualTo(explanation);
    }

    @Test
    void readsAndWritesRecordsAndDates() {
        String json = "{\"firstName\":\"Ann\",\"day\":\"2026-11-23\",\"items\":[{\"name\":\"a\",\"price\":1}],"
                + "\"counts\":{\"a\":2}}";
        HttpResponse<String> response = post(json);
        assertThat(response.body()).isEqualTo(json);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Content-Length")).hasValue(String.valueOf(json.length()));
        assertThat(server.get("/json/times").body())
                .isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\",\"took\":\"PT1M30S\"}");
        assertThat(server.get("/json/list").body()).isEqualTo("[{\"name\":\"a\",\"price\":1}]");
        assertThat(server.get("/json/patch").body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void readsAndWritesWhatMayBeMissing() {
        String json = "{\"name\":\"Ann\",\"age\":41}";
        assertThat(server.send("POST", "/json/maybe", json, "Content-Type", "application/json").body()).isEqualTo(json);
        assertThat(server.send("POST", "/json/maybe", "{}", "Content-Type", "application/json").body())
                .isEqualTo("{\"name\":null,\"age\":null}");
    }

    @Test
    void letsUnknownPropertiesPass() {
        assertThat(post("{\"firstName\":\"Ann\",\"more\":1}").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhereTheJsonIsBroken() {
        assertRefused("{\"firstName\": Ann}", "{\"message\":\"This is not JSON\",\"line\":1,\"column\":19}");
        assertRefused("{\n \"firstName\": \"Ann\"",
                "{\"message\":\"The JSON ends too early\",\"line\":2,\"column\":20}");
    }

    @Test
    void saysWhichValueIsWrong() {
        assertRefused("{\"items\":[{\"name\":\"a\"},{\"price\":\"many\"}]}",
                "{\"message\":\"The value has a wrong format\",\"path\":\"items[1].price\",\"line\":1,\"column\":33}");
        assertRefused("{\"items\":7}",
                "{\"message\":\"The value is missing or of a wrong type\",\"path\":\"items\",\"line\":1,\"column\":10}");
        assertRefused("{\"counts\":{\"<b>\":\"x\"}}",
                "{\"message\":\"The value has a wrong format\",\"path\":\"counts.?\",\"line\":1,\"column\":18}");
        assertRefused("{\"items\":[{\"price\":-1}]}",
                "{\"message\":\"The value is not accepted\",\"path\":\"items[0]\",\"line\":1,\"column\":22}");
    }

    @Test
    void refusesAnEmptyBody() {
        assertRefused("", "{\"message\":\"The body is empty\"}");
    }

    @Test
    void answers500ToWhatIsNotTheClientsFault() {
        long before = server.worker().failures().escaped();
        HttpResponse<String> response = server.send("POST", "/json/opaque", "{}", "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        assertThat(server.get("/json/circle").statusCode()).isEqualTo(500);
        assertThat(server.get("/json/inner").statusCode()).isEqualTo(500);
        assertThat(server.worker().failures().escaped()).isEqualTo(before + 3);
    }

    @Test
    void usesTheApplicationsMapper() {
        for (Class<?> own : List.of(OwnMapper.class, OwnResolver.class)) {
            try (TestServer other = RestServer.of(Resource.class, own)) {
                HttpResponse<String> response = other.send("POST", "/json", "{\"first_name\":\"Ann\"}", "Content-Type",
                        "application/json");
                assertThat(response.body()).startsWith("{\"first_name\":\"Ann\"");
                assertThat(response.headers().firstValue("Content-Length")).isPresent();
            }
        }
    }

    @Test
    void leavesTheWordsToTheApplication() {
        try (TestServer other = RestServer.of(Resource.class, OwnWords.class)) {
            HttpResponse<String> response = other.send("POST", "/json", "{", "Content-Type", "application/json");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).isEqualTo("my words");
        }
    }
}
