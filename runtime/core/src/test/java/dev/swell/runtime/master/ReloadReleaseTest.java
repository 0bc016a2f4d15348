package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.master.Status.State;

/** What is left of a worker that was replaced: nothing. */
@Tag("threads")
class ReloadReleaseTest extends ReloadedApplication {

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
}
