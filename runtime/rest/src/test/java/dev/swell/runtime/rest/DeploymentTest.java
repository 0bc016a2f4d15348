package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.RuntimeDelegate;

import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;

class DeploymentTest {

    @Path("/same")
    @ApplicationScoped
    public static class Same {
        @GET
        @Path("{a}")
        public String one() {
            return "";
        }

        @GET
        @Path("{b}")
        public String other() {
            return "";
        }
    }

    @Path("/same")
    @ApplicationScoped
    public static class SameElsewhere {
        @GET
        @Path("/{c}")
        public String third() {
            return "";
        }
    }

    @Path("/different")
    @ApplicationScoped
    public static class Different {
        @POST
        @Consumes("text/plain")
        public String text() {
            return "";
        }

        @POST
        @Consumes("application/json")
        public String json() {
            return "";
        }
    }

    @Path("/regex/{id: [}")
    @ApplicationScoped
    public static class BadRegex {
        @GET
        public String get() {
            return "";
        }
    }

    /** What no text can be turned into. */
    public static final class Odd {
        private Odd() {}
    }

    @Path("/odd")
    @ApplicationScoped
    public static class Unresolvable {
        @GET
        public String get(@QueryParam("odd") Odd odd) {
            return "";
        }
    }

    @Path("/hidden")
    @ApplicationScoped
    public static class Hidden {
        @GET
        String get() {
            return "";
        }
    }

    @Path("/field/{id}")
    @ApplicationScoped
    public static class SharedField {
        @PathParam("id")
        String id;

        @GET
        public String get() {
            return id;
        }
    }

    @ApplicationPath("one")
    @ApplicationScoped
    public static class One extends Application {}

    @ApplicationPath("two")
    @ApplicationScoped
    public static class Two extends Application {}

    private static void assertFails(String message, Class<?>... beans) {
        try (TestServer good = RestServer.of(Different.class)) {
            RuntimeDelegate before = RuntimeDelegate.getInstance();
            assertThatThrownBy(() -> RestServer.of(beans).close()).hasMessageContaining(message);
            assertThat(RuntimeDelegate.getInstance()).isSameAs(before);
            assertThat(good.send("POST", "/different", "x", "Content-Type", "text/plain").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesTwoMethodsForTheSameRequests() {
        assertFails("SWELL-503: '" + Same.class.getName() + ".", Same.class);
        assertFails("both answer GET '/same/", SameElsewhere.class, Same.class);
        RestServer.of(Different.class).close();
    }

    @Test
    void refusesABadPattern() {
        assertFails("SWELL-504: '" + BadRegex.class.getName() + "' can't be a REST resource: ", BadRegex.class);
    }

    @Test
    void refusesAParameterThatCannotBeMade() {
        assertFails("SWELL-504: '" + Unresolvable.class.getName() + "' can't be a REST resource: ", Unresolvable.class);
    }

    @Test
    void refusesAMethodThatNobodyCanCall() {
        assertFails("SWELL-501: '" + Hidden.class.getName()
                + ".get()' has an HTTP method annotation but isn't public, so it would never be called: make it public",
                Hidden.class);
    }

    @Test
    void refusesAFieldThatRequestsWouldShare() {
        assertFails("SWELL-502: '" + SharedField.class.getName()
                + ".id' takes a value from the request, but its bean is @ApplicationScoped and lives longer than one "
                + "request: make the bean @RequestScoped, or take the value as a parameter of the method",
                SharedField.class);
    }

    @Test
    void refusesSeveralApplicationClasses() {
        assertFails("SWELL-500: '" + One.class.getName() + "', '" + Two.class.getName()
                + "' are application classes of Jakarta REST, but there can be one only", One.class, Two.class);
    }

    @Test
    void reportsAllAtOnce() {
        assertThatThrownBy(() -> RestServer.of(BadRegex.class, Unresolvable.class, Same.class).close())
                .hasMessageContainingAll("SWELL-503", BadRegex.class.getName(), Unresolvable.class.getName());
    }

    @Test
    void servesNothingWhereThereIsNothing() {
        try (TestServer server = RestServer.of()) {
            assertThat(server.get("/").statusCode()).isEqualTo(404);
        }
    }
}
