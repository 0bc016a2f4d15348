package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.swell.lifecycle.WorkerError;
import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.http.TestServer;

class FailureTest {

    private static final List<Throwable> ERRORS = new CopyOnWriteArrayList<>();
    private static final List<String> CLEANED = new CopyOnWriteArrayList<>();
    private static final List<LogRecord> LOGGED = new CopyOnWriteArrayList<>();
    private static final int ENDLESS = 100_000_000;

    /** What the application's mapper knows. */
    public static class Refusal extends Exception {
        private static final long serialVersionUID = 1;
    }

    @Provider
    @ApplicationScoped
    public static class Mapper implements ExceptionMapper<Refusal> {
        @Override
        public Response toResponse(Refusal refusal) {
            return Response.status(409).entity("refused").type("text/plain").build();
        }
    }

    /** Fails itself. */
    @Provider
    @ApplicationScoped
    public static class FailingMapper implements ExceptionMapper<UnsupportedOperationException> {
        @Override
        public Response toResponse(UnsupportedOperationException e) {
            throw new IllegalStateException("mapper");
        }
    }

    @Provider
    @ApplicationScoped
    public static class Filter implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getHeaderString("X-Fail") != null) {
                throw new AssertionError("filter");
            }
        }
    }

    @ApplicationScoped
    public static class Watch implements dev.swell.state.Cleaner {
        void error(@Observes WorkerError error) {
            ERRORS.add(error.cause());
        }

        @Override
        public void clean() {
            CLEANED.add("");
        }
    }

    @Path("/fail")
    @ApplicationScoped
    public static class Resource {

        @GET
        @Path("exception")
        public String exception() {
            throw new IllegalStateException("secret");
        }

        @GET
        @Path("error")
        public String error() {
            throw new AssertionError("secret");
        }

        @GET
        @Path("mapped")
        public String mapped() throws Refusal {
            throw new Refusal();
        }

        @GET
        @Path("web/{status}")
        public String web(@jakarta.ws.rs.PathParam("status") int status) {
            throw status == 400 ? new BadRequestException("secret")
                    : status == 404 ? new NotFoundException() : new WebApplicationException(status);
        }

        @GET
        @Path("mapper")
        public String mapper() {
            throw new UnsupportedOperationException();
        }

        @GET
        @Path("entity")
        public String entity() {
            throw new WebApplicationException(Response.status(402).entity("pay").build());
        }

        @GET
        @Path("half")
        public StreamingOutput half() {
            return out -> {
                out.write('x');
                throw new IllegalStateException("half");
            };
        }

        @GET
        @Path("sent")
        public StreamingOutput sent() {
            return out -> {
                out.write('x');
                out.flush();
                throw new IllegalStateException("sent");
            };
        }

        @GET
        @Path("endless")
        public StreamingOutput endless() {
            return out -> {
                for (int i = 0; i < ENDLESS; i++) {
                    out.write(new byte[1000]);
                }
            };
        }

        @GET
        @Path("unwritable")
        public Response unwritable() {
            return Response.ok(new Object()).type("text/css").build();
        }

        @POST
        @Path("length")
        public int length(byte[] body) {
            return body.length;
        }
    }

    private static TestServer server;
    private static final Handler HANDLER = new Handler() {
        @Override
        public void publish(LogRecord message) {
            LOGGED.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeAll
    static void start() {
        server = RestServer.of(Resource.class, Mapper.class, FailingMapper.class, Filter.class, Watch.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void listen() {
        ERRORS.clear();
        CLEANED.clear();
        LOGGED.clear();
        Logger.getLogger("").addHandler(HANDLER);
    }

    @AfterEach
    void silence() {
        Awaitility.await().untilAsserted(() -> assertThat(server.worker().active()).isZero());
        Logger.getLogger("").removeHandler(HANDLER);
    }

    private static HttpSettings strict(HttpSettings base) {
        return new HttpSettings(base.host(), base.port(), base.serverHeader(), 1000, base.maxHeaders(),
                base.idleTimeout(), Duration.ofMillis(300), base.maxConcurrent(), base.maxQueued(),
                base.compression(), base.sessionTimeout(), base.sessionCookie());
    }

    private static void assertNothingToldButLogged(HttpResponse<String> response, String place) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(CLEANED).hasSize(1));
        assertThat(ERRORS).hasSize(1);
        assertThat(LOGGED).extracting(LogRecord::getMessage).hasSize(1).first().asString()
                .contains("SWELL-200").contains(place);
    }

    @Test
    void answersAnException() {
        assertNothingToldButLogged(server.get("/fail/exception"), Resource.class.getName() + ".exception()");
        assertThat(ERRORS.get(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void answersAnError() {
        assertNothingToldButLogged(server.get("/fail/error"), Resource.class.getName() + ".error()");
        assertThat(ERRORS.get(0)).isInstanceOf(AssertionError.class);
    }

    @Test
    void answersAFailingFilter() {
        assertNothingToldButLogged(server.send("GET", "/fail/mapped", "", "X-Fail", "1"),
                Resource.class.getName() + ".mapped()");
    }

    @Test
    void answersAFailingMapper() {
        assertNothingToldButLogged(server.get("/fail/mapper"), Resource.class.getName() + ".mapper()");
        assertThat(ERRORS.get(0)).hasMessage("mapper");
    }

    @Test
    void answersWhatNoWriterCanWrite() {
        assertNothingToldButLogged(server.get("/fail/unwritable"), Resource.class.getName() + ".unwritable()");
    }

    @Test
    void takesBackAnAnswerThatHasNotLeft() {
        assertNothingToldButLogged(server.get("/fail/half"), Resource.class.getName() + ".half()");
    }

    @Test
    void tearsAnAnswerThatHasLeft() throws IOException {
        String answer = server.raw("GET /fail/sent HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("1\r\nx\r\n");
        Awaitility.await().untilAsserted(() -> assertThat(CLEANED).hasSize(1));
        assertThat(ERRORS).hasSize(1).first().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void letsTheApplicationMapItsExceptions() {
        HttpResponse<String> response = server.get("/fail/mapped");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).isEqualTo("refused");
        assertThat(ERRORS).isEmpty();
        assertThat(LOGGED).isEmpty();
    }

    @Test
    void answersWebExceptionsQuietly() {
        for (int status : List.of(400, 404, 409, 503)) {
            HttpResponse<String> response = server.get("/fail/web/" + status);
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).isEmpty();
        }
        assertThat(server.get("/fail/entity").body()).isEqualTo("pay");
        assertThat(ERRORS).isEmpty();
        assertThat(LOGGED).isEmpty();
    }

    @Test
    void isQuietWhenTheClientHangsUp() throws IOException {
        try (Socket client = server.connect()) {
            client.getOutputStream().write("GET /fail/endless HTTP/1.1\r\nHost: a\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(CLEANED).hasSize(1));
        try (Socket client = server.connect()) {
            client.getOutputStream().write("POST /fail/length HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"
                    .getBytes(StandardCharsets.US_ASCII));
        }
        Awaitility.await().untilAsserted(() -> assertThat(CLEANED).hasSize(2));
        assertThat(ERRORS).isEmpty();
        assertThat(LOGGED).isEmpty();
    }

    @Test
    void answers413ToABodyThatIsTooLarge() {
        try (TestServer strict = RestServer.with(Resource.class).settings(FailureTest::strict).start()) {
            assertThat(strict.send("POST", "/fail/length", "x".repeat(1000)).body()).isEqualTo("1000");
            assertThat(strict.send("POST", "/fail/length", "x".repeat(1001)).statusCode()).isEqualTo(413);
        }
        assertThat(LOGGED).filteredOn(message -> message.getMessage().contains("SWELL-200")).isEmpty();
    }

    @Test
    void answers413ToChunksThatAreTooMany() throws IOException {
        try (TestServer strict = RestServer.with(Resource.class).settings(FailureTest::strict).start()) {
            String answer = strict.raw("POST /fail/length HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n400\r\n" + "x".repeat(1024) + "\r\n0\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 413");
        }
        assertThat(LOGGED).filteredOn(message -> message.getMessage().contains("SWELL-200")).isEmpty();
    }

    @Test
    void answers408ToABodyThatDoesNotCome() throws IOException {
        try (TestServer strict = RestServer.with(Resource.class).settings(FailureTest::strict).start()) {
            String answer = strict.raw("POST /fail/length HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                    + "Content-Length: 100\r\n\r\nabc");
            assertThat(answer).startsWith("HTTP/1.1 408");
        }
        assertThat(LOGGED).filteredOn(message -> message.getMessage().contains("SWELL-200")).isEmpty();
    }
}
