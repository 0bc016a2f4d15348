package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;

class AnswerTest {

    private static final int LARGE = 3_000_000;

    @Path("/")
    @Produces("text/plain")
    @ApplicationScoped
    public static class Resource {

        @GET
        @Path("text")
        public String text() {
            return "grüß";
        }

        @GET
        @Path("nothing")
        public void nothing() {}

        @GET
        @Path("empty")
        public String empty() {
            return "";
        }

        @POST
        @Path("things")
        public Response create(@Context UriInfo uri) {
            return Response.created(uri.getAbsolutePathBuilder().path("7").build()).build();
        }

        @GET
        @Path("things/{id}")
        public Response cached(@PathParam("id") String id, @Context Request request) {
            EntityTag tag = new EntityTag(id);
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
            return unchanged != null ? unchanged.build() : Response.ok("thing " + id).tag(tag).build();
        }

        @DELETE
        @Path("things/{id}")
        public void delete(@PathParam("id") String id) {}

        @GET
        @Path("headers")
        public Response headers() {
            return Response.ok("x").header("X-Two", "1").header("X-Two", "2")
                    .cookie(new NewCookie.Builder("taste").value("sweet").path("/").httpOnly(true).build())
                    .cookie(new NewCookie.Builder("size").value("big").build()).build();
        }

        @GET
        @Path("large")
        public byte[] large() {
            return "x".repeat(LARGE).getBytes(StandardCharsets.US_ASCII);
        }

        @GET
        @Path("lines")
        public StreamingOutput lines() {
            return out -> {
                out.write('a');
                out.flush();
                await(READ);
                out.write('b');
            };
        }

        @GET
        @Path("short")
        public StreamingOutput shortStream() {
            return out -> out.write('x');
        }

        @GET
        @Path("flushed")
        public StreamingOutput flushed() {
            return out -> {
                out.write('x');
                out.flush();
                out.write('y');
            };
        }

        @GET
        @Path("typed")
        @Produces({"text/plain", "text/html"})
        public String typed(@Context HttpHeaders headers) {
            return headers.getAcceptableMediaTypes().get(0).toString();
        }

        @POST
        @Path("typed")
        @Consumes("text/plain")
        public String eat(String body) {
            return body;
        }

        @POST
        @Path("length")
        public int length(byte[] body) {
            return body.length;
        }
    }

    private static final CountDownLatch READ = new CountDownLatch(1);
    private static TestServer server;

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void start() {
        server = RestServer.of(Resource.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Test
    void answersText() {
        HttpResponse<String> response = server.get("/text");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("grüß");
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(header(response, "Content-Length")).isEqualTo("6");
    }

    @Test
    void answers204ToNothing() {
        HttpResponse<String> response = server.get("/nothing");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(header(response, "Content-Length")).isNull();
    }

    @Test
    void answersAnEmptyText() {
        HttpResponse<String> response = server.get("/empty");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("0");
    }

    @Test
    void answersWhereSomethingWasCreated() {
        HttpResponse<String> response = server.send("POST", "/things", "");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Location")).isEqualTo(server.uri("/things/7").toString());
    }

    @Test
    void answers304WhenNothingHasChanged() {
        HttpResponse<String> first = server.get("/things/1");
        assertThat(first.body()).isEqualTo("thing 1");
        assertThat(header(first, "ETag")).isEqualTo("\"1\"");
        HttpResponse<String> second = server.send("GET", "/things/1", "", "If-None-Match", "\"1\"");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void sendsHeadersTwiceAndCookies() {
        HttpResponse<String> response = server.get("/headers");
        assertThat(response.headers().allValues("X-Two")).containsExactly("1", "2");
        assertThat(response.headers().allValues("Set-Cookie")).hasSize(2)
                .anySatisfy(cookie -> assertThat(cookie).startsWith("taste=sweet").contains("HttpOnly"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("size=big"));
    }

    @Test
    void answersHeadAsGetWithoutBody() {
        HttpResponse<String> response = server.send("HEAD", "/text", "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "Content-Length")).isEqualTo("6");
        assertThat(server.send("HEAD", "/large", "").statusCode()).isEqualTo(200);
        assertThat(server.send("HEAD", "/flushed", "").statusCode()).isEqualTo(200);
        assertThat(server.get("/text").body()).isEqualTo("grüß");
    }

    @Test
    void answersOptionsAnd405WithAllow() {
        HttpResponse<String> options = server.send("OPTIONS", "/things/1", "");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(header(options, "Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "DELETE", "OPTIONS");
        HttpResponse<String> refused = server.send("POST", "/things/1", "");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(header(refused, "Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "DELETE", "OPTIONS");
        assertThat(refused.body()).isEmpty();
    }

    @Test
    void answers404() {
        HttpResponse<String> response = server.get("/missing");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
        assertThat(server.get("/things/1/2").statusCode()).isEqualTo(404);
    }

    @Test
    void choosesTheMediaTypeOrAnswers406And415() {
        assertThat(header(server.send("GET", "/typed", "", "Accept", "text/html"), "Content-Type"))
                .startsWith("text/html");
        assertThat(server.send("GET", "/typed", "", "Accept", "image/png").statusCode()).isEqualTo(406);
        HttpResponse<String> refused = server.send("POST", "/typed", "x", "Content-Type", "image/png");
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.body()).isEmpty();
    }

    @Test
    void streamsLargeAnswers() {
        assertThat(server.get("/large").body()).hasSize(LARGE);
    }

    @Test
    void sendsWhatIsFlushedAtOnce() throws IOException {
        try (Socket client = server.connect()) {
            client.getOutputStream()
                    .write("GET /lines HTTP/1.0\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder read = new StringBuilder();
            while (read.indexOf("\r\n\r\na") < 0) {
                read.append((char) client.getInputStream().read());
            }
            READ.countDown();
            assertThat((char) client.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void tellsTheLengthOfAShortStream() {
        HttpResponse<String> response = server.get("/short");
        assertThat(response.body()).isEqualTo("x");
        assertThat(header(response, "Content-Length")).isEqualTo("1");
    }

    @Test
    void readsLargeBodies() {
        assertThat(server.send("POST", "/length", "x".repeat(LARGE)).body()).isEqualTo(String.valueOf(LARGE));
    }

    @Test
    void toleratesWhatLenientClientsSend() throws IOException {
        for (String path : List.of("/things/[1]", "/things/1?x=[1]&y", "/things/1?")) {
            String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 200").contains("thing");
        }
        assertThat(server.raw("GET /missing/[1]?x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
        assertThat(server.get("/things/a%2Fb").body()).isEqualTo("thing a/b");
    }

    @Test
    void servesManyPaths() {
        assertThat(List.of(server.get("/things/1").body(), server.get("/things/2?x=1").body(),
                server.get("/things/2").body())).containsExactly("thing 1", "thing 2", "thing 2");
    }
}
