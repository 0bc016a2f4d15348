package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;
import dev.swell.state.Cleaner;

@Tag("threads")
class AsyncTest {

    private static final ExecutorService OTHERS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "other");
        thread.setDaemon(true);
        return thread;
    });
    private static final BlockingQueue<AsyncResponse> SLEEPING = new LinkedBlockingQueue<>();
    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @RequestScoped
    public static class Visit {
        private String name = "nobody";

        String name() {
            return name;
        }

        void name(String visitor) {
            name = visitor;
        }

        @PreDestroy
        void end() {
            EVENTS.add("visit of " + name + " ended");
        }
    }

    @ApplicationScoped
    public static class Sweep implements Cleaner {
        @Inject
        Visit visit;

        @Override
        public void clean() {
            EVENTS.add("cleaned after " + visit.name());
        }
    }

    /** Runs on the thread that answers. */
    @Provider
    @ApplicationScoped
    public static class Filter implements ContainerResponseFilter {
        @Inject
        Visit visit;

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().add("X-Visitor", visit.name());
            response.getHeaders().add("X-Thread", Thread.currentThread().getName());
            response.getHeaders().add("X-Loader", Thread.currentThread().getContextClassLoader().getName());
        }
    }

    @Path("/async")
    @Produces("text/plain")
    @ApplicationScoped
    public static class Resource {
        @Inject
        Visit visit;
        @Context
        UriInfo uri;

        private <T> CompletionStage<T> later(java.util.function.Supplier<T> value) {
            visit.name("ann");
            CompletableFuture<T> later = new CompletableFuture<>();
            OTHERS.execute(() -> {
                try {
                    later.complete(value.get());
                } catch (RuntimeException e) {
                    later.completeExceptionally(e);
                }
            });
            return later;
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            return later(() -> "later");
        }

        @GET
        @Path("now")
        public CompletionStage<String> now() {
            return CompletableFuture.completedFuture("now");
        }

        @GET
        @Path("nothing")
        public CompletionStage<String> nothing() {
            return later(() -> null);
        }

        @GET
        @Path("response")
        public CompletionStage<Response> response() {
            return later(() -> Response.status(202).entity("accepted").build());
        }

        @GET
        @Path("broken")
        public CompletionStage<String> broken() {
            return later(() -> {
                throw new IllegalStateException("secret");
            });
        }

        @GET
        @Path("thrown")
        public CompletionStage<String> thrown() {
            throw new IllegalStateException("secret");
        }

        @GET
        @Path("null")
        public CompletionStage<String> none() {
            return null;
        }

        @GET
        @Path("suspended")
        public void suspended(@Suspended AsyncResponse response) {
            visit.name("bob");
            response.register((CompletionCallback) failure -> EVENTS.add("completed " + failure));
            OTHERS.execute(() -> EVENTS.add("resumed " + response.resume("resumed")));
        }

        @GET
        @Path("early")
        public void early(@Suspended AsyncResponse response) {
            EVENTS.add(response.resume("early") + " " + response.resume("again") + " " + response.isDone());
        }

        @GET
        @Path("failed")
        public void failed(@Suspended AsyncResponse response) {
            OTHERS.execute(() -> response.resume(new IllegalStateException("secret")));
        }

        @GET
        @Path("cancelled")
        public void cancelled(@Suspended AsyncResponse response) {
            OTHERS.execute(() -> response.cancel(7));
        }

        @GET
        @Path("timeout")
        public void timeout(@Suspended AsyncResponse response) {
            response.setTimeout(20, TimeUnit.MILLISECONDS);
        }

        @GET
        @Path("handled-timeout")
        public void handledTimeout(@Suspended AsyncResponse response) {
            visit.name("eve");
            response.setTimeoutHandler(late -> late.resume("too late for " + visit.name()));
            response.setTimeout(20, TimeUnit.MILLISECONDS);
        }

        @GET
        @Path("sleeps")
        public void sleeps(@Suspended AsyncResponse response) {
            visit.name("sleeper");
            SLEEPING.add(response);
        }

        @GET
        @Path("wakes")
        public String wakes() throws InterruptedException {
            visit.name("waker");
            SLEEPING.take().resume("woken");
            return visit.name() + " " + uri.getPath();
        }

        @GET
        @Path("waits")
        public void waits(@Suspended AsyncResponse response) throws InterruptedException {
            CountDownLatch resumed = new CountDownLatch(1);
            OTHERS.execute(() -> {
                response.resume("resumed");
                resumed.countDown();
            });
            assertThat(resumed.await(10, TimeUnit.SECONDS)).isTrue();
            visit.name("dan");
        }
    }

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.of(Visit.class, Sweep.class, Filter.class, Resource.class);
    }

    @AfterAll
    static void stop() {
        server.close();
        OTHERS.shutdownNow();
    }

    @BeforeEach
    void forget() {
        Awaitility.await().untilAsserted(() -> assertThat(server.worker().active()).isZero());
        EVENTS.clear();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static void assertCleaned(String visitor) {
        Awaitility.await().untilAsserted(() -> assertThat(EVENTS).endsWith("cleaned after " + visitor,
                "visit of " + visitor + " ended"));
    }

    @Test
    void answersWhenTheStageIsCompleteInTheSameUnitOfWork() {
        HttpResponse<String> response = server.get("/async/stage");
        assertThat(response.body()).isEqualTo("later");
        assertThat(header(response, "X-Visitor")).isEqualTo("ann");
        assertThat(header(response, "X-Loader")).isEqualTo("application");
        assertThat(header(response, "Content-Length")).isEqualTo("5");
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertCleaned("ann");
    }

    @Test
    void answersStagesThatAreCompleteOrHaveNothing() {
        assertThat(server.get("/async/now").body()).isEqualTo("now");
        assertThat(server.get("/async/nothing").statusCode()).isEqualTo(204);
        assertThat(server.get("/async/response").statusCode()).isEqualTo(202);
    }

    @Test
    void answers500ToFailedStages() {
        for (String path : List.of("broken", "thrown", "failed", "null")) {
            long before = server.worker().failures().escaped();
            HttpResponse<String> response = server.get("/async/" + path);
            assertThat(response.statusCode()).as(path).isEqualTo(500);
            assertThat(response.body()).isEmpty();
            assertThat(server.worker().failures().escaped()).as(path).isEqualTo(before + 1);
        }
    }

    @Test
    void answersWhenItIsResumed() {
        HttpResponse<String> response = server.get("/async/suspended");
        assertThat(response.body()).isEqualTo("resumed");
        assertThat(header(response, "X-Visitor")).isEqualTo("bob");
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        Awaitility.await().untilAsserted(() -> assertThat(EVENTS).containsExactlyInAnyOrder("completed null",
                "resumed true", "cleaned after bob", "visit of bob ended"));
    }

    @Test
    void resumesOnce() {
        assertThat(server.get("/async/early").body()).isEqualTo("early");
        assertThat(EVENTS).first().isEqualTo("true false true");
    }

    @Test
    void answersCancelled() {
        HttpResponse<String> response = server.get("/async/cancelled");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isEqualTo("7");
    }

    @Test
    void answersAfterTheTimeout() {
        assertThat(server.get("/async/timeout").statusCode()).isEqualTo(503);
        HttpResponse<String> handled = server.get("/async/handled-timeout");
        assertThat(handled.body()).isEqualTo("too late for eve");
        assertThat(header(handled, "X-Thread")).as("a thread that may block").doesNotContain("I/O");
        assertCleaned("eve");
    }

    @Test
    void putsOffTheAnswerUntilTheMethodHasReturned() {
        HttpResponse<String> response = server.get("/async/waits");
        assertThat(response.body()).isEqualTo("resumed");
        assertThat(header(response, "X-Visitor")).isEqualTo("dan");
    }

    @Test
    void canBeResumedByAnotherRequest() throws Exception {
        Future<HttpResponse<String>> sleeper = OTHERS.submit(() -> server.get("/async/sleeps"));
        HttpResponse<String> waker = server.get("/async/wakes");
        assertThat(waker.body()).isEqualTo("waker /async/wakes");
        assertThat(header(waker, "X-Visitor")).isEqualTo("waker");
        assertThat(sleeper.get(10, TimeUnit.SECONDS).body()).isEqualTo("woken");
        assertThat(header(sleeper.get(), "X-Visitor")).isEqualTo("sleeper");
    }

    @Test
    void leavesNoUnitOpen() {
        for (int i = 0; i < 50; i++) {
            server.get("/async/stage");
            server.get("/async/suspended");
        }
        Awaitility.await().untilAsserted(() -> assertThat(server.worker().active()).isZero());
    }
}
