package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.master.Status.State;

/** A new worker takes over while the old one serves. */
@Tag("threads")
class ReloadTest extends ReloadedApplication {

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
    void failsWhatIsAskedForWhenTheServerStops() throws Exception {
        start(version("one"));
        Master master = server.master();
        server.close();
        server = null;
        assertThatThrownBy(master.reload()::join).hasMessageContaining("SWELL-665: the server stops");
    }
}
