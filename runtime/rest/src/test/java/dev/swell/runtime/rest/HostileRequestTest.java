package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.swell.runtime.http.TestServer;

class HostileRequestTest {

    @Path("/target")
    @Produces({"text/plain", "application/json"})
    @ApplicationScoped
    public static class Resource {

        @GET
        public Response get(@Context Request request, @Context HttpHeaders headers, @CookieParam("c") String cookie) {
            headers.getAcceptableLanguages();
            headers.getDate();
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(new EntityTag("1"));
            return unchanged == null ? Response.ok(cookie).build() : unchanged.build();
        }

        @POST
        @Consumes("application/json")
        public Object post(Object body) {
            return body;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Accept: nonsense
            Accept: /
            Accept: text/plain;q=x
            Accept: text/plain;q=7
            Accept: ;;;,,,
            Accept: text/plain;"
            Content-Type: nonsense
            Content-Type: /
            Content-Type: application/json;charset=none
            Cookie: ;;;=
            Cookie: c
            Cookie: $Version=9; c="
            Accept-Language: $$;q=x
            Date: yesterday
            If-None-Match: "
            If-Match: nonsense
            If-Modified-Since: yesterday
            If-Unmodified-Since: yesterday
            X-HTTP-Method-Override: NONSENSE
            Host: a:b
            """)
    void isNeverTheApplicationsFault(String header) throws IOException {
        for (String method : new String[]{"GET", "POST", "OPTIONS", "PUT", "NONSENSE"}) {
            String host = header.startsWith("Host:") ? "" : "Host: a\r\n";
            String answer = server.raw(method + " /target HTTP/1.1\r\n" + host + header + "\r\nConnection: close\r\n"
                    + "Content-Length: 2\r\n\r\n{}");
            assertThat(answer).as(method).matches("(?s)HTTP/1.1 [234].*");
            assertThat(answer).as(method).doesNotContain("RESTEASY", "dev.swell", "Exception");
        }
        assertThat(server.worker().failures().escaped()).isZero();
    }
}
