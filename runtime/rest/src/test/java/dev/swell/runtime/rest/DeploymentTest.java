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

    @Path("/regex/{id: [0-9}")
    @ApplicationScoped
    public static class BadPaths {
        @GET
        @Path("{open")
        public String open() {
            return "";
        }

        @GET
        @Path("close}{id}")
        public String close() {
            return "";
        }

        @GET
        @Path("{}/{two words}")
        public String nameless() {
            return "";
        }

        @GET
        @Path("{id:}")
        public String empty() {
            return "";
        }

        @Path("{id: [a-z]{2}")
        public Object locate() {
            return null;
        }
    }

    @Path("/strict/{id: [a-z]{2,3}}/{ spaced }")
    @ApplicationScoped
    public static class GoodPaths {
        @GET
        @Path("{a.b-c_1}{ d : (x|\\{\\})}")
        public String get(@PathParam("id") String id, @PathParam("spaced") String spaced,
                @PathParam("a.b-c_1") String a,
                @PathParam("d") String d) {
            return id + spaced + a + d;
        }

        @Path("in/{parent}")
        public Inner inner() {
            return new Inner();
        }
    }

    public static class Inner {
        @GET
        public String get(@PathParam("parent") String parent) {
            return parent;
        }
    }

    @Path("/both")
    @ApplicationScoped
    public static class RootAndInner extends Inner {}

    @Path("/shops/{shop}")
    @ApplicationScoped
    public static class WrongVariable {
        @GET
        @Path("books/{id}")
        public String get(@PathParam("shop") String shop, @PathParam("Id") String id) {
            return shop + id;
        }
    }

    /** Has its paths from an interface. */
    @Path("/declared/{id")
    public interface Declared {
        @GET
        @Path("{open")
        String get(String id);
    }

    @ApplicationScoped
    public static class Implementing implements Declared {
        @Override
        public String get(String id) {
            return id;
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
            assertThat(good.send("POST", "/different", "", "Content-Type", "text/plain").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesTwoMethodsForTheSameRequests() {
        assertFails("SWELL-503: '" + Same.class.getName() + ".", Same.class);
        assertFails("both answer GET '/same/", SameElsewhere.class, Same.class);
        RestServer.of(Different.class).close();
    }

    @Test
    void refusesPathsThatCannotBeRead() {
        String bean = "'" + BadPaths.class.getName();
        String pairs = "', where not each '{' has its '}': write variables as '{name}' or '{name: regex}', and pair braces "
                + "inside a regex too";
        assertThatThrownBy(() -> RestServer.of(BadPaths.class, Implementing.class).close()).hasMessageContainingAll(
                "SWELL-508: " + bean
                        + "' has the path template '/regex/{id: [0-9}', where the variable 'id' has the regex "
                        + "'[0-9', which can't be used: Unclosed character class; correct it, or leave it out with its colon "
                        + "to take any text up to the next slash",
                "SWELL-506: " + bean + ".open()' has the path template '{open" + pairs,
                "SWELL-506: " + bean + ".close()' has the path template 'close}{id}" + pairs,
                "SWELL-506: " + bean + ".locate()' has the path template '{id: [a-z]{2}" + pairs,
                "SWELL-507: " + bean
                        + ".nameless()' has the path template '{}/{two words}', where '{}' has no name: write "
                        + "'{name}' or '{name: regex}', and begin the name with a letter, a digit or '_'; '.' and '-' may "
                        + "follow",
                "', where '{two words}' has no name: ",
                "SWELL-508: " + bean
                        + ".empty()' has the path template '{id:}', where the variable 'id' has the regex '', "
                        + "which can't be used: It is empty; ",
                "SWELL-506: '" + Implementing.class.getName() + "' has the path template '/declared/{id" + pairs,
                "SWELL-506: '" + Implementing.class.getName() + ".get(String)' has the path template '{open" + pairs);
    }

    @Test
    void takesWhatCanBeReadAsAPath() {
        try (TestServer server = RestServer.of(GoodPaths.class)) {
            assertThat(server.get("/strict/abc/b/cx").body()).isEqualTo("abcbcx");
            assertThat(server.get("/strict/ab/b/in/p").body()).isEqualTo("p");
        }
    }

    @Test
    void refusesAVariableThatThePathHasNot() {
        assertFails(
                "SWELL-509: '" + WrongVariable.class.getName()
                        + ".get(String, String)' takes @PathParam(\"Id\"), but its "
                        + "path '/shops/{shop}/books/{id}' has no such variable: name one that it has, or add this one",
                WrongVariable.class);
        assertFails("takes @PathParam(\"parent\"), but its path '/both' has no such variable", RootAndInner.class);
    }

    @Test
    void leavesVariablesToTheParentsOfASubResource() {
        RestServer.of(GoodPaths.class, RootAndInner.class).close();
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
        assertThatThrownBy(() -> RestServer.of(WrongVariable.class, Hidden.class, SharedField.class).close())
                .hasMessageContainingAll("SWELL-501", "SWELL-502", "SWELL-509");
        assertThatThrownBy(() -> RestServer.of(Unresolvable.class, Same.class).close())
                .hasMessageContainingAll("SWELL-503", "SWELL-504");
    }

    @Test
    void servesNothingWhereThereIsNothing() {
        try (TestServer server = RestServer.of()) {
            assertThat(server.get("/").statusCode()).isEqualTo(404);
        }
    }
}
