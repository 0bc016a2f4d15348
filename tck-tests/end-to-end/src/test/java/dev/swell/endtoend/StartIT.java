package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("threads")
class StartIT {

    @TempDir
    Path folder;

    private TestApplication hello() {
        return new TestApplication()
                .with("Hello",
                        """
                                @ApplicationScoped
                                class Hello {
                                    @Inject @org.eclipse.microprofile.config.inject.ConfigProperty(name = "greeting", defaultValue = "Hello")
                                    String greeting;
                                    @Route("/hello/{name}") void hello(HttpServerExchange exchange) {
                                        exchange.getResponseSender().send(greeting + " " + exchange.getQueryParameters().get("name").getFirst());
                                    }
                                    @Route("/slow") void slow(HttpServerExchange exchange) throws Exception {
                                        System.out.println("slow has begun");
                                        Thread.sleep(1500);
                                        exchange.getResponseSender().send("slow, but here");
                                    }
                                    @Route("/endless") void endless(HttpServerExchange exchange) throws Exception {
                                        System.out.println("endless has begun");
                                        Thread.sleep(600_000);
                                    }
                                }
                                """)
                .with("Life",
                        """
                                @ApplicationScoped
                                class Life {
                                    void serverStart(@Observes ServerStart event) { System.out.println("event ServerStart"); }
                                    void serverStop(@Observes ServerStop event) { System.out.println("event ServerStop"); }
                                    void workerStart(@Observes WorkerStart event) { System.out.println("event WorkerStart " + event.workerId()); }
                                    void workerStop(@Observes WorkerStop event) { System.out.println("event WorkerStop " + event.workerId()); }
                                    @jakarta.annotation.PreDestroy void end() { System.out.println("event PreDestroy"); }
                                }
                                """);
    }

    @Test
    void servesAJarAndSaysWhatWhereHowLongAndByWhichThreads() throws Exception {
        Path jar = hello().jar(folder.resolve("shop.jar"));
        try (SwellProcess swell = SwellProcess.run("start", "--app", jar.toString(), "-x", "1.4.2").awaitServing()) {
            assertThat(swell.get("/hello/World").body()).isEqualTo("Hello World");
            assertThat(swell.out())
                    .containsPattern("INFO  \\[d\\.s\\.cli\\] SWELL-003: shop\\.jar 1\\.4\\.2 is served at "
                            + "http://127\\.0\\.0\\.1:\\d+ \\(management http://127\\.0\\.0\\.1:\\d+\\) after \\d+ ms, threads: (pool|loop|virtual)( \\(Java \\d+\\))?\\R");
            assertThat(swell.out()).doesNotContain("WELD-", "XNIO", "Undertow");
            assertThat(swell.err()).isEmpty();
        }
    }

    @Test
    void hasAServerToInjectFromTheFirstMoment() throws Exception {
        Path jar = new TestApplication().with("Early", """
                @ApplicationScoped
                class Early {
                    @Inject Server server;
                    void up(@Observes jakarta.enterprise.event.Startup event) {
                        System.out.println("early: worker " + server.stats().workerId() + ", " + server.listeners());
                    }
                }
                """).jar(folder.resolve("early.jar"));
        try (SwellProcess swell = SwellProcess.run("start", "--app", jar.toString()).awaitServing()) {
            assertThat(swell.out()).contains("early: worker 0, []");
        }
    }

    @Test
    void servesADirectoryWithAProfile() throws Exception {
        Path directory = hello().withFile("application.properties", "greeting=Good day,\n%prod.greeting=Welcome,\n")
                .directory(folder.resolve("classes"));
        try (SwellProcess swell = SwellProcess.run("start", "--app", directory.toString(), "-e", "prod")
                .awaitServing()) {
            assertThat(swell.get("/hello/World").body()).isEqualTo("Welcome, World");
        }
    }

    @Test
    void servesWhatIsOnTheClassPath() throws Exception {
        Path jar = hello().withFile("META-INF/beans.xml", "").jar(folder.resolve("app.jar"));
        Path lib = Files.createDirectory(folder.resolve("lib"));
        Files.copy(SwellProcess.JAR, lib.resolve("swell.jar"));
        try (SwellProcess swell = SwellProcess.runOnClassPath(jar + File.pathSeparator + lib + "/*", "start")
                .awaitServing()) {
            assertThat(swell.get("/hello/World").body()).isEqualTo("Hello World");
        }
    }

    @Test
    void letsARunningRequestEndAndExitsWith0() throws Exception {
        Path jar = hello().jar(folder.resolve("shop.jar"));
        try (SwellProcess swell = SwellProcess.run("start", "--app", jar.toString()).awaitServing()) {
            CompletableFuture<HttpResponse<String>> slow = CompletableFuture.supplyAsync(() -> swell.tryGet("/slow"));
            await().until(() -> swell.out().contains("slow has begun"));
            swell.terminate();

            assertThat(slow.get(20, TimeUnit.SECONDS).body()).isEqualTo("slow, but here");
            assertThat(swell.awaitExit()).isZero();
            assertThat(swell.events()).containsExactly("ServerStart", "WorkerStart 1", "ServerStop", "WorkerStop 1",
                    "PreDestroy");
            assertThat(swell.out()).contains("SWELL-651: Stopped after ");
            assertThat(swell.leftBehind()).isEmpty();
        }
    }

    @Test
    void doesNotWaitLongerThanItIsTold() throws Exception {
        Path jar = hello().jar(folder.resolve("shop.jar"));
        try (SwellProcess swell = SwellProcess
                .run(Map.of("SWELL_STOP_MAX_WAIT", "1s"), "start", "--app", jar.toString())
                .awaitServing()) {
            CompletableFuture<Void> endless = CompletableFuture.runAsync(() -> swell.tryGet("/endless"));
            await().until(() -> swell.out().contains("endless has begun"));
            long begun = System.nanoTime();
            swell.terminate();

            assertThat(swell.awaitExit()).isZero();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(10);
            await().until(endless::isDone);
            assertThat(swell.events()).endsWith("ServerStop", "WorkerStop 1", "PreDestroy");
        }
    }

    @Test
    void stopsInOrderWhenTheApplicationExits() throws Exception {
        Path jar = hello().with("Quit", """
                @ApplicationScoped
                class Quit {
                    @Route("/quit") void quit(HttpServerExchange exchange) {
                        new Thread(() -> System.exit(3)).start();
                    }
                }
                """).jar(folder.resolve("shop.jar"));
        try (SwellProcess swell = SwellProcess.run("start", "--app", jar.toString()).awaitServing()) {
            swell.tryGet("/quit");

            assertThat(swell.awaitExit()).isEqualTo(3);
            assertThat(swell.events()).endsWith("ServerStop", "WorkerStop 1", "PreDestroy");
            assertThat(swell.leftBehind()).isEmpty();
        }
    }

    @Test
    void closesWebSocketsWith1001() throws Exception {
        Path jar = new TestApplication().with("Echo", """
                @SocketHandler(path = "/echo")
                class Echo {
                    @jakarta.websocket.OnMessage String echo(String text) { return text; }
                }
                """).jar(folder.resolve("echo.jar"));
        try (SwellProcess swell = SwellProcess.run("start", "--app", jar.toString()).awaitServing()) {
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(
                    URI.create("ws://" + swell.base().getAuthority() + "/echo"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                            closed.complete(code);
                            return null;
                        }
                    }).get(20, TimeUnit.SECONDS);
            swell.terminate();

            assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(1001);
            assertThat(swell.awaitExit()).isZero();
        }
    }

    @Test
    void isNotReadyWhileItStops() throws Exception {
        Path jar = hello().jar(folder.resolve("shop.jar"));
        try (SwellProcess swell = SwellProcess.run("start", "--app", jar.toString()).awaitServing()) {
            assertThat(SwellProcess.get(swell.management(), "/health/ready").statusCode()).isEqualTo(200);
            CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> swell.tryGet("/slow"));
            await().until(() -> swell.out().contains("slow has begun"));
            swell.terminate();

            await().until(() -> SwellProcess.get(swell.management(), "/health/ready").statusCode() == 503);
            assertThat(SwellProcess.get(swell.management(), "/health/live").statusCode()).isEqualTo(200);
            assertThat(swell.awaitExit()).isZero();
            await().until(slow::isDone);
        }
    }

    @Test
    void showsWhatItWouldStart() throws Exception {
        Path jar = hello().jar(folder.resolve("shop.jar"));
        try (SwellProcess swell = SwellProcess.run("info", "--app", jar.toString(), "-x", "1.4.2")) {
            assertThat(swell.awaitExit()).isZero();
            assertThat(swell.out()).containsPattern("Swell +\\d").containsPattern("Java +\\d+")
                    .containsPattern("Undertow +2\\.")
                    .containsPattern("Weld +6\\.")
                    .contains(jar.toString(), "1.4.2", "http://127.0.0.1:0 (HTTP and WebSocket)");
        }
    }

    @Test
    void helps() throws Exception {
        try (SwellProcess swell = SwellProcess.run("help")) {
            assertThat(swell.awaitExit()).isZero();
            assertThat(swell.out()).contains("start", "info", "help");
        }
        try (SwellProcess swell = SwellProcess.run("help", "start")) {
            assertThat(swell.awaitExit()).isZero();
            assertThat(swell.out()).contains("--app=PATH", "-e=PROFILE", "-x=VERSION", "--verbose");
        }
        try (SwellProcess swell = SwellProcess.run("--version")) {
            assertThat(swell.awaitExit()).isZero();
            assertThat(swell.out()).startsWith("Swell 1.");
        }
    }
}
