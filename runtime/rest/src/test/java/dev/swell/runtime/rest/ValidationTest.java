package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.http.HttpResponse;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;

class ValidationTest {

    @ApplicationScoped
    public static class Catalogue {
        boolean knows(String name) {
            return "pen".equals(name);
        }
    }

    /** In the catalogue. */
    @Target({ElementType.FIELD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = KnownValidator.class)
    public @interface Known {
        String message() default "is not in the catalogue";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** Asks a bean. */
    @ApplicationScoped
    public static class KnownValidator implements ConstraintValidator<Known, String> {
        @Inject
        Catalogue catalogue;

        @Override
        public boolean isValid(String name, ConstraintValidatorContext context) {
            return name == null || catalogue.knows(name);
        }
    }

    /** A thing to buy. */
    public record Item(@NotNull @Known String name, @Positive int price, @DecimalMin("1.5") Double weight) {}

    /** What is bought. */
    public record Order(@Size(min = 2, max = 5) String buyer, @NotEmpty List<@Valid Item> items) {}

    @Path("/orders")
    @ApplicationScoped
    public static class Resource {

        @POST
        public String create(@Valid @NotNull Order order) {
            return "created";
        }

        @GET
        @Path("{id}")
        public String find(@PathParam("id") @Max(10) int id, @QueryParam("q") @NotNull String words,
                @HeaderParam("X-Limit") @Positive int limit) {
            return "found";
        }

        @GET
        @Path("answer/{length}")
        @Size(max = 3)
        public String answer(@PathParam("length") int length) {
            return "x".repeat(length);
        }

        @GET
        @Path("free")
        public String free() {
            return "free";
        }
    }

    @Path("/fields")
    @RequestScoped
    public static class FieldResource {
        @QueryParam("q")
        @NotNull
        String words;

        @GET
        public String get() {
            return words;
        }
    }

    @Provider
    @ApplicationScoped
    public static class OwnWords implements ExceptionMapper<ConstraintViolationException> {
        @Override
        public Response toResponse(ConstraintViolationException e) {
            return Response.status(422).entity(e.getConstraintViolations().size()).type("text/plain").build();
        }
    }

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.of(Resource.class, FieldResource.class, Catalogue.class, KnownValidator.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(TestServer to, String order) {
        return to.send("POST", "/orders", order, "Content-Type", "application/json", "Accept", "text/plain");
    }

    private static void assertRefused(HttpResponse<String> response, String violations) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).isEqualTo(violations.replace('\'', '"'));
    }

    @Test
    void takesWhatIsValid() {
        assertThat(post(server, "{\"buyer\":\"ann\",\"items\":[{\"name\":\"pen\",\"price\":1,\"weight\":1.5}]}").body())
                .isEqualTo("created");
        assertThat(server.get("/orders/free").body()).isEqualTo("free");
        assertThat(server.send("GET", "/orders/10?q=x", "", "X-Limit", "1").body()).isEqualTo("found");
    }

    @Test
    void listsTheViolationsOfABody() {
        assertRefused(
                post(server,
                        "{\"buyer\":\"a\",\"items\":[{\"name\":\"pen\",\"price\":1},{\"price\":-1,\"weight\":1}]}"),
                "[{'path':'buyer','message':'size must be between 2 and 5'},"
                        + "{'path':'items[1].name','message':'must not be null'},"
                        + "{'path':'items[1].price','message':'must be greater than 0'},"
                        + "{'path':'items[1].weight','message':'must be greater than or equal to 1.5'}]");
        assertRefused(post(server, "null"), "[{'path':'body','message':'must not be null'}]");
    }

    @Test
    void saysThatThereIsNoBody() {
        assertRefused(post(server, ""), "{'message':'The body is empty'}");
    }

    @Test
    void listsTheViolationsOfParameters() {
        assertRefused(server.get("/orders/11"), "[{'path':'X-Limit','message':'must be greater than 0'},"
                + "{'path':'id','message':'must be less than or equal to 10'},"
                + "{'path':'q','message':'must not be null'}]");
    }

    @Test
    void injectsIntoValidators() {
        assertRefused(post(server, "{\"items\":[{\"name\":\"moon\",\"price\":1}]}"),
                "[{'path':'items[0].name','message':'is not in the catalogue'}]");
    }

    @Test
    void checksFields() {
        assertThat(server.get("/fields?q=x").body()).isEqualTo("x");
        assertRefused(server.get("/fields"), "[{'path':'words','message':'must not be null'}]");
    }

    @Test
    void answers500ToAnInvalidReturnValue() {
        assertThat(server.get("/orders/answer/3").body()).isEqualTo("xxx");
        long before = server.worker().failures().escaped();
        HttpResponse<String> response = server.get("/orders/answer/4");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        assertThat(server.worker().failures().escaped()).isEqualTo(before + 1);
    }

    @Test
    void leavesTheWordsToTheApplication() {
        try (TestServer other = RestServer.of(Resource.class, OwnWords.class)) {
            HttpResponse<String> response = other.get("/orders/11");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).isEqualTo("3");
        }
    }
}
