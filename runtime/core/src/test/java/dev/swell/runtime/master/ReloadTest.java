package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.master.Status.State;
import dev.swell.runtime.worker.launch.Sources;

/** A new worker takes over while the old one serves. */
@Tag("threads")
class ReloadTest {

    private static final String GATE = "reload.gate";
    private static final String EVENTS = "reload.events";

    @TempDir
    private Path folder;
    private ReloadedServer server;

    @AfterEach
    void close() {
        gate().countDown();
        System.getProperties().remove(GATE);
        System.getProperties().remove(EVENTS);
        if (server != null) {
            server.close();
        }
    }

    /** An application that says which version it is. */
    private static Sources version(String version) {
        return new Sources().type("Version",
                """
                        @ApplicationScoped public class Version {
                            @Route("/version") void version(HttpServerExchange exchange) {
                                exchange.getResponseSender().send("%s");
                            }
                            @Route("/wait") void await(HttpServerExchange exchange) throws Exception {
                                ((java.util.concurrent.CountDownLatch) System.getProperties().get("reload.gate")).await();
                                exchange.getResponseSender().send("%s");
                            }
                            @Route("/deaf") void deaf(HttpServerExchange exchange) {
                                java.util.concurrent.CountDownLatch gate = (java.util.concurrent.CountDownLatch) System.getProperties()
                                        .get("reload.gate");
                                while (gate.getCount() > 0) {
                                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                                    Thread.interrupted();
                                }
                                exchange.getResponseSender().send("too late");
                            }
                            @Route("/stream") void stream(HttpServerExchange exchange) throws Exception {
                                exchange.getOutputStream().write("begun".getBytes());
                                exchange.getOutputStream().flush();
                                deaf(exchange);
                            }
                        }
                        """
                        .formatted(version, version));
    }

    private static CountDownLatch gate() {
        return (CountDownLatch) System.getProperties().computeIfAbsent(GATE, absent -> new CountDownLatch(1));
    }

    private void deploy(Sources sources) throws IOException {
        Path next = sources.jar(folder.resolve("next/app.jar"));
        Files.move(next, folder.resolve("app.jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void start(Sources sources, String... configuration) throws IOException {
        gate();
        deploy(sources);
        server = ReloadedServer.start(folder.resolve("app.jar"), configuration);
    }

    private Reload reload() {
        return server.master().reload().join();
    }

    private String failToReload() {
        CompletableFuture<Reload> reload = server.master().reload();
        assertThatThrownBy(reload::join).hasCauseInstanceOf(ReloadFailure.class);
        return server.master().status().lastFailure().orElseThrow();
    }

    @Test
    void servesTheNewCodeOnTheSameConnection() throws Exception {
        start(version("one"));
        try (KeptConnection client = server.connect()) {
            assertThat(client.get("/version").body()).isEqualTo("one");
            deploy(version("two"));
            assertThat(reload().workerId()).isEqualTo(2);
            assertThat(client.get("/version").body()).isEqualTo("two");
            assertThat(server.master().server().stats().reloads()).isEqualTo(1);
            assertThat(server.master().server().stats().workerId()).isEqualTo(2);
        }
    }

    @Test
    void goesOnWithTheOldCodeWhateverIsWrongWithTheNew() throws Exception {
        start(version("one"));
        deploy(version("two").type("Broken", "@ApplicationScoped public class Broken { @Inject Runnable missing; }"));
        assertThat(failToReload()).contains("WELD-001408").contains("Broken.missing");

        deploy(version("two").type("Refusing", """
                @ApplicationScoped public class Refusing {
                    void start(@Observes WorkerStart event) { throw new IllegalStateException("no database"); }
                    void stop(@Observes WorkerStop event) { System.setProperty("reload.stopped", "yes"); }
                }"""));
        assertThat(failToReload()).startsWith("SWELL-663: an observer of WorkerStart failed: ")
                .contains("no database, at app.Refusing.start(Refusing.java:");
        assertThat(System.clearProperty("reload.stopped")).isEqualTo("yes");

        deploy(version("two").type("Down", """
                import org.eclipse.microprofile.health.*;
                @Readiness @ApplicationScoped public class Down implements HealthCheck {
                    public HealthCheckResponse call() {
                        return HealthCheckResponse.named("stock").down().withData("why", "empty").build();
                    }
                }"""));
        assertThat(failToReload()).startsWith("SWELL-664: readiness checks are down: 'stock' {\"why\":\"empty\"}: ");

        deploy(version("two").type("Mute", """
                import org.eclipse.microprofile.health.*;
                @Readiness @ApplicationScoped public class Mute implements HealthCheck {
                    public HealthCheckResponse call() {
                        try {
                            Thread.sleep(600_000);
                        } catch (InterruptedException e) {
                            System.setProperty("reload.interrupted", "yes");
                        }
                        return HealthCheckResponse.up("too late");
                    }
                }"""));
        assertThat(failToReload()).startsWith("SWELL-664: readiness checks are down: no answer within 5 s");
        await().untilAsserted(() -> assertThat(System.getProperty("reload.interrupted")).isEqualTo("yes"));
        System.clearProperty("reload.interrupted");

        Files.write(folder.resolve("app.jar"), new byte[]{'P', 'K', 3, 4, 0, 0});
        assertThat(failToReload()).startsWith("SWELL-222: The jar '" + folder.resolve("app.jar"));

        Files.delete(folder.resolve("app.jar"));
        assertThat(failToReload()).startsWith("SWELL-220: ");

        assertThat(server.get("/version").body()).isEqualTo("one");
        deploy(version("two"));
        assertThat(reload().workerId()).isEqualTo(2);
        assertThat(server.get("/version").body()).isEqualTo("two");
        assertThat(server.master().status().failedReloads()).isEqualTo(6);
        assertThat(server.master().status().lastFailure()).isEmpty();
    }

    @Test
    void goesOnWhenTheNewCodeEndsWithAnError() throws Exception {
        start(version("one"));
        deploy(version("two").type("Fatal", """
                @ApplicationScoped public class Fatal {
                    void start(@Observes WorkerStart event) { throw new OutOfMemoryError("Metaspace"); }
                }"""));
        assertThat(failToReload()).contains("java.lang.OutOfMemoryError: Metaspace, at app.Fatal.start");
        deploy(version("two"));
        assertThat(reload().workerId()).isEqualTo(2);
    }

    @Test
    void knowsHowItIsWhileTheFirstWorkerStarts() throws Exception {
        start(version("one").type("Early", """
                @ApplicationScoped public class Early {
                    @Inject Server server;
                    void up(@Observes Startup event) {
                        if (server.stats().reloads() + server.stats().workerId() != 0) {
                            throw new IllegalStateException("there is no worker yet");
                        }
                    }
                }"""));
        assertThat(server.master().status().threads()).isNotEqualTo("none yet");
    }

    @Test
    void finishesInTheOldWorkerWhatBeganThere() throws Exception {
        start(version("one"));
        CompletableFuture<Answer> waiting = server.getLater("/wait");
        await().until(() -> server.master().worker().active() == 1);
        deploy(version("two"));
        reload();
        assertThat(server.get("/version").body()).isEqualTo("two");
        assertThat(server.master().status().workers()).extracting(Status.WorkerStatus::state)
                .startsWith(State.SERVING, State.DRAINING);
        gate().countDown();
        assertThat(waiting.join().body()).isEqualTo("one");
        await().until(() -> server.master().status().workers().stream()
                .noneMatch(worker -> worker.state() == State.DRAINING));
    }

    @Test
    void givesWhatWaitsForItsTurnToTheNewWorker() throws Exception {
        start(version("one"), "swell.http.max-concurrent", "1");
        CompletableFuture<Answer> running = server.getLater("/wait");
        await().until(() -> server.master().http().active() == 1);
        CompletableFuture<Answer> queued = server.getLater("/version");
        await().until(() -> server.master().http().queued() == 1);
        deploy(version("two"));
        reload();
        gate().countDown();
        assertThat(running.join().body()).isEqualTo("one");
        assertThat(queued.join().body()).isEqualTo("two");
    }

    @Test
    void endsWhatTakesTooLong() throws Exception {
        start(version("one"), "swell.reload.max-wait", "100ms");
        try (LoggedLines log = LoggedLines.of("dev.swell")) {
            CompletableFuture<Answer> waiting = server.getLater("/wait");
            CompletableFuture<Answer> deaf = server.getLater("/deaf");
            CompletableFuture<Answer> stream = server.getLater("/stream");
            await().until(() -> server.master().worker().active() == 3);
            reload();
            assertThat(waiting.join().status()).isEqualTo(503);
            assertThat(deaf.join().status()).isEqualTo(503);
            assertThat(deaf.join().head()).contains("Retry-After: 1");
            assertThatThrownBy(stream::join).as("cut off, so that nobody takes it for whole")
                    .hasCauseInstanceOf(IOException.class);
            assertThat(log.withId("SWELL-204")).singleElement().asString().contains("Worker 1", "3 units of work");
            assertThat(log.withId("SWELL-290")).hasSize(3);
            assertThat(log.withId("SWELL-200")).isEmpty();
            await().until(() -> server.master().status().workers().stream()
                    .noneMatch(worker -> worker.state() == State.DRAINING));
        }
        assertThat(server.get("/version").status()).isEqualTo(200);
    }

    @Test
    void makesOneOfTheReloadsThatComeDuringOne() throws Exception {
        start(version("one").type("Slow", """
                @ApplicationScoped public class Slow {
                    void start(@Observes WorkerStart event) throws Exception {
                        if (event.workerId() == 2) {
                            ((java.util.concurrent.CountDownLatch) System.getProperties().get("reload.gate")).await();
                        }
                    }
                }"""));
        CompletableFuture<Reload> first = server.master().reload();
        await().until(() -> threads("swell-reload") == 1);
        List<CompletableFuture<Reload>> later = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            later.add(server.master().reload());
        }
        gate().countDown();
        assertThat(first.join().workerId()).isEqualTo(2);
        assertThat(later).extracting(reload -> reload.join().workerId()).containsOnly(3);
        assertThat(server.master().status().reloads()).isEqualTo(2);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals(name)).count();
    }

    @Test
    void tellsOfEachWorkerAndOnceOfTheServer() throws Exception {
        System.getProperties().put(EVENTS, new java.util.concurrent.CopyOnWriteArrayList<String>());
        start(version("one").type("Life",
                """
                        @ApplicationScoped public class Life {
                            @SuppressWarnings("unchecked")
                            private void note(String event) { ((List<String>) System.getProperties().get("reload.events")).add(event); }
                            void a(@Observes ServerStart event) { note("ServerStart"); }
                            void b(@Observes WorkerStart event) { note("WorkerStart " + event.workerId()); }
                            void c(@Observes WorkerStop event) { note("WorkerStop " + event.workerId()); }
                            void d(@Observes ServerStop event) { note("ServerStop"); }
                            @PreDestroy void e() { note("PreDestroy"); }
                        }"""));
        @SuppressWarnings("unchecked")
        List<String> events = (List<String>) System.getProperties().get(EVENTS);
        reload();
        await().until(() -> events.contains("PreDestroy"));
        server.close();
        server = null;
        assertThat(events).containsExactly("ServerStart", "WorkerStart 1", "WorkerStart 2", "WorkerStop 1",
                "PreDestroy", "ServerStop", "WorkerStop 2", "PreDestroy");
    }

    @Test
    void reloadsByItselfAfterSoManyRequests() throws Exception {
        start(version("one"), "swell.reload.max-requests", "10");
        deploy(version("two"));
        for (int i = 0; i < 10; i++) {
            assertThat(server.get("/version").body()).isEqualTo("one");
        }
        await().untilAsserted(() -> assertThat(server.get("/version").body()).isEqualTo("two"));
    }

    @Test
    void readsTheConfigurationAgainAndSaysWhatNeedsARestart() throws Exception {
        start(version("one").file("application.properties", "swell.http.max-body=1M\nswell.reload.max-wait=5s\n"));
        deploy(version("two").file("application.properties", "swell.http.max-body=2M\nswell.reload.max-wait=7s\n"));
        try (LoggedLines log = LoggedLines.of("dev.swell")) {
            reload();
            assertThat(log.withId("SWELL-655")).containsExactly("SWELL-655: swell.http.max-body has changed, "
                    + "but needs a restart: the server goes on with what it was started with");
        }
        assertThat(server.master().worker().settings().reload().maxWait()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void letsTheOldClassesGo() throws Exception {
        start(version("one"));
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(server.get("/version").status()).isEqualTo(200);
            loaders.add(new WeakReference<>(server.master().worker().loader()));
            reload();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(loaders).extracting(WeakReference::get).containsOnlyNulls();
        });
    }

    @Test
    void provesThatTheOldClassesGoOrNamesWhatHoldsThem() throws Exception {
        start(version("one"));
        reload();
        assertThat(server.master().prove(1, Duration.ofSeconds(20))).isEmpty();
        assertThat(server.master().status().workers()).singleElement()
                .satisfies(worker -> assertThat(worker.id()).isEqualTo(2));
        deploy(version("three").type("Holding", """
                @ApplicationScoped public class Holding {
                    static class Held {}
                    void start(@Observes WorkerStart event) { System.getProperties().put("reload.held", new Held()); }
                }"""));
        reload();
        deploy(version("four"));
        reload();
        try {
            assertThat(server.master().prove(3, Duration.ofSeconds(1))).hasValueSatisfying(
                    holder -> assertThat(holder).contains("app.Holding$Held"));
            assertThat(server.master().status().workers()).extracting(Status.WorkerStatus::state)
                    .contains(State.SERVING, State.LEAKED);
        } finally {
            System.getProperties().remove("reload.held");
        }
    }

    @Test
    @Tag("threads") // those of newer Java versions hold what they ran even when they have ended
    void provesThatTheClassesOfAWorkerGoThatIsStillBusy() throws Exception {
        start(version("one"));
        CompletableFuture<Answer> waiting = server.getLater("/wait");
        await().until(() -> server.master().worker().active() == 1);
        reload();
        FutureTask<Optional<String>> proof = new FutureTask<>(
                () -> server.master().prove(1, Duration.ofSeconds(20)));
        Thread prover = new Thread(proof);
        prover.start();
        await().until(() -> prover.getState() == Thread.State.WAITING);
        gate().countDown();
        assertThat(waiting.join().status()).isEqualTo(200);
        assertThat(proof.get()).isEmpty();
    }

    @Test
    void letsSessionsGoOnWithoutTheOldClasses() throws Exception {
        start(version("one").type("Count",
                """
                        @SessionScoped public class Count implements java.io.Serializable {
                            private int count;
                            @Route("/count") void count(HttpServerExchange exchange) {
                                exchange.getResponseSender().send(String.valueOf(++count));
                            }
                        }"""));
        try (KeptConnection client = server.connect(); KeptConnection silent = server.connect()) {
            assertThat(client.get("/count").body()).isEqualTo("1");
            assertThat(silent.get("/count").body()).isEqualTo("1");
            WeakReference<ClassLoader> first = new WeakReference<>(server.master().worker().loader());
            reload();
            assertThat(client.get("/count").body()).isEqualTo("2");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                System.gc();
                assertThat(first.get()).isNull();
            });
            assertThat(silent.get("/count").body()).isEqualTo("2");
        }
    }

    @Test
    void failsWhatIsAskedForWhenTheServerStops() throws Exception {
        start(version("one"));
        Master master = server.master();
        server.close();
        server = null;
        assertThatThrownBy(master.reload()::join).hasMessageContaining("SWELL-665: the server stops");
    }

    /** What a client was answered. */
    record Answer(int status, String head, String body) {}
}
