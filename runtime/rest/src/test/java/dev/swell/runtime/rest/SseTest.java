package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;
import dev.swell.state.Cleaner;

class SseTest {

    private static final AtomicInteger CLEANED = new AtomicInteger();
    private static final int TICKS = 15;
    private static final CountDownLatch READ = new CountDownLatch(1);

    /** A price. */
    public record Price(int cents) {}

    @ApplicationScoped
    public static class Sweep implements Cleaner {
        @Override
        public void clean() {
            CLEANED.incrementAndGet();
        }
    }

    @Path("/sse")
    @ApplicationScoped
    public static class Resource {

        private volatile SseBroadcaster broadcaster;
        @Context
        UriInfo uri;

        @GET
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void events(@Context SseEventSink sink, @Context Sse sse) throws IOException {
            sink.send(sse.newEventBuilder().name("price").id("1").mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(new Price(5)).build());
            sink.send(sse.newEvent("plain"));
            sink.close();
        }

        @GET
        @Path("later")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void later(@Context SseEventSink sink, @Context Sse sse) {
            new Thread(() -> {
                try (sink) {
                    sink.send(sse.newEvent("one"));
                    assertThat(READ.await(10, TimeUnit.SECONDS)).isTrue();
                    sink.send(sse.newEvent("two"));
                } catch (InterruptedException | IOException e) {
                    throw new IllegalStateException(e);
                }
            }).start();
        }

        @GET
        @Path("ticks")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void ticks(@Context SseEventSink sink, @Context Sse sse) throws IOException, InterruptedException {
            try (sink) {
                for (int i = 0; i < TICKS; i++) {
                    sink.send(sse.newEvent(String.valueOf(i)));
                    TimeUnit.MILLISECONDS.sleep(100); // longer than what is quiet, all in all
                }
            }
        }

        @GET
        @Path("join")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public synchronized void join(@Context SseEventSink sink, @Context Sse sse) {
            if (broadcaster == null) {
                broadcaster = sse.newBroadcaster();
            }
            broadcaster.register(sink);
            sink.send(sse.newEvent("joined"));
        }

        @GET
        @Path("tell")
        public String tell(@Context Sse sse) {
            OutboundSseEvent event = sse.newEvent("told");
            broadcaster.broadcast(event);
            return uri.getPath();
        }
    }

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.of(Sweep.class, Resource.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Socket open(String path) throws IOException {
        Socket client = server.connect();
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static String readUntil(Socket client, String end) {
        StringBuilder read = new StringBuilder();
        try {
            while (read.indexOf(end) < 0) {
                int next = client.getInputStream().read();
                assertThat(next).as("end of %s", read).isNotNegative();
                read.append((char) next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(read.toString(), e);
        }
        return read.toString();
    }

    @Test
    void sendsEvents() {
        var response = server.get("/sse");
        assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(response.body()).contains("event: price\nid: 1\n", "data: {\"cents\":5}\n\n", "data: plain\n\n");
    }

    @Test
    void sendsEventsAsTheyComeFromOtherThreads() throws IOException {
        int before = CLEANED.get();
        try (Socket client = open("/sse/later")) {
            readUntil(client, "data: one\n\n");
            assertThat(CLEANED).hasValue(before);
            READ.countDown();
            readUntil(client, "data: two\n\n");
            readUntil(client, "0\r\n\r\n");
        }
        Awaitility.await().untilAsserted(() -> assertThat(CLEANED).hasValue(before + 1));
    }

    @Test
    void broadcastsAndForgetsClientsThatLeave() throws IOException {
        long before = server.worker().active();
        try (Socket one = open("/sse/join"); Socket other = open("/sse/join")) {
            readUntil(one, "data: joined\n\n");
            readUntil(other, "data: joined\n\n");
            server.get("/sse/tell");
            readUntil(one, "data: told\n\n");
            readUntil(other, "data: told\n\n");
        }
        Awaitility.await().untilAsserted(() -> {
            assertThat(server.get("/sse/tell").body()).isEqualTo("/sse/tell"); // whomever it finds gone
            assertThat(server.worker().active()).isEqualTo(before);
        });
        assertThat(server.worker().failures().escaped()).isZero();
    }

    @Test
    void endsStreamsWhenTheWorkerRetires() throws IOException {
        try (TestServer other = RestServer.of(Resource.class); Socket client = other.connect()) {
            client.getOutputStream()
                    .write("GET /sse/join HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            readUntil(client, "data: joined\n\n");
            other.engine().retire(other.worker(), Duration.ofMillis(10));
            readUntil(client, "0\r\n\r\n");
            assertThat(other.worker().drain(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void finishesAStreamThatIsStillFedWhenTheWorkerRetires() throws IOException {
        try (TestServer other = RestServer.of(Resource.class); Socket client = other.connect()) {
            client.getOutputStream()
                    .write("GET /sse/ticks HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            readUntil(client, "data: 0\n\n");
            other.engine().retire(other.worker(), Duration.ofSeconds(1));
            readUntil(client, "data: " + (TICKS - 1) + "\n\n");
            readUntil(client, "0\r\n\r\n");
            assertThat(other.worker().drain(Duration.ofSeconds(10))).isTrue();
        }
    }
}
