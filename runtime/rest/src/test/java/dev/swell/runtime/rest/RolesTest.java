package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;

class RolesTest {

    @Path("guarded")
    @ApplicationScoped
    @RolesAllowed("seller")
    public static class Guarded {
        @GET
        public String sellers() {
            return "sellers";
        }

        @GET
        @Path("buyers")
        @RolesAllowed("buyer")
        public String buyers() {
            return "buyers";
        }

        @GET
        @Path("all")
        @PermitAll
        public String all() {
            return "all";
        }

        @GET
        @Path("nobody")
        @DenyAll
        public String nobody() {
            return "nobody";
        }
    }

    /** Says no in its own words. */
    @Provider
    @ApplicationScoped
    public static class No implements ExceptionMapper<ForbiddenException> {
        @Override
        public Response toResponse(ForbiddenException e) {
            return Response.status(403).entity("no").type("text/plain").build();
        }
    }

    @Test
    void guardsMethodsAndClasses() {
        try (TestServer server = RestServer.of(Guarded.class, ApplicationTest.Login.class)) {
            assertForbidden(server.get("/guarded"));
            assertForbidden(server.get("/guarded/nobody"));
            assertThat(server.get("/guarded/buyers").body()).isEqualTo("buyers");
            assertThat(server.get("/guarded/all").body()).isEqualTo("all");
        }
    }

    private static void assertForbidden(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void leavesTheWordsOfARefusalToTheApplication() {
        try (TestServer server = RestServer.of(Guarded.class, No.class)) {
            assertThat(server.get("/guarded").body()).isEqualTo("no");
        }
    }
}
