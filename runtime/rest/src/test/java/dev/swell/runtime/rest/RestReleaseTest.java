package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.Listener;
import dev.swell.runtime.master.Master;
import dev.swell.runtime.worker.launch.Application;
import dev.swell.runtime.worker.launch.Launch;

class RestReleaseTest {

    private static final Map<String, String> FREE_PORTS = Map.of("swell.http.port", "0", "swell.management.port",
            "off");

    @TempDir
    Path folder;

    @Test
    void noClassLoaderOfAnApplicationWithResourcesAndSessionsStays() throws Exception {
        Path classes = compile(
                """
                        package app;
                        import jakarta.enterprise.context.*;
                        import jakarta.inject.Inject;
                        import jakarta.ws.rs.*;
                        import jakarta.ws.rs.core.*;
                        import jakarta.ws.rs.ext.*;
                        import java.util.concurrent.*;
                        @Path("/items")
                        public class Items {
                            public record Item(String name, int visits) {}
                            @SessionScoped public static class Visits implements java.io.Serializable {
                                private int count;
                                public int next() { return ++count; }
                            }
                            @Provider public static class Mapper implements ExceptionMapper<IllegalStateException> {
                                public Response toResponse(IllegalStateException e) { return Response.status(418).build(); }
                            }
                            @Inject Visits visits;
                            @GET @Produces("application/json")
                            public CompletionStage<Item> item() { return CompletableFuture.completedFuture(new Item("one", visits.next())); }
                            @POST @Consumes("application/json")
                            public String put(Item item) { return item.name(); }
                            @GET @Path("/fails")
                            public String fail() { throw new IllegalStateException("on purpose"); }
                        }
                        """);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

        for (int id = 1; id <= 5; id++) {
            loaders.add(serve(id, classes));
        }

        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            System.gc();
            assertThat(loaders.stream().map(WeakReference::get).filter(Objects::nonNull)).isEmpty();
        });
    }

    private static WeakReference<ClassLoader> serve(int id, Path application) throws Exception {
        Launch launch = Launch.prepare(id, Application.at(List.of(application)), Optional.empty(), FREE_PORTS);
        try (Master master = Master.start(launch.configuration().settings(),
                (number, server) -> launch.start(server))) {
            Listener http = master.listeners().get(0);
            URI items = URI.create("http://" + http.host() + ":" + http.port() + "/items");
            assertThat(send(HttpRequest.newBuilder(items).build())).isEqualTo("{\"name\":\"one\",\"visits\":1}");
            assertThat(send(HttpRequest.newBuilder(items).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"two\",\"visits\":1}")).build()))
                    .isEqualTo("two");
            assertThat(send(HttpRequest.newBuilder(URI.create(items + "/fails")).build())).isEmpty();
            return new WeakReference<>(master.worker().loader());
        }
    }

    private static String send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private Path compile(String source) throws Exception {
        Path file = Files.writeString(Files.createDirectory(folder.resolve("source")).resolve("Items.java"), source);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-parameters", "-d",
                classes.toString(), "-cp", classPath, file.toString())).isZero();
        return classes;
    }
}
