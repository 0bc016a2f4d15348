package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.async.TaskInfo.State;
import dev.swell.runtime.async.TaskLine;
import dev.swell.runtime.worker.launch.Sources;

/** What becomes of tasks when another worker takes over. */
@Tag("threads")
@Timeout(90)
class TaskReloadTest extends ReloadedApplication {

    private static final String SAID = "reload.said";

    @BeforeEach
    void clear() {
        System.getProperties().put(SAID, new CopyOnWriteArrayList<String>());
    }

    @AfterEach
    void forget() {
        System.getProperties().remove(SAID);
    }

    @SuppressWarnings("unchecked")
    private static List<String> said() {
        return (List<String>) System.getProperties().get(SAID);
    }

    /** An application whose tasks wait for the gate; the payload, and what is said of it, vary. */
    private static Sources application(String version, String payload, String content) {
        return version(version).type("Job", payload).type("Jobs", """
                import dev.swell.async.*;
                import java.time.Duration;
                @ApplicationScoped public class Jobs {
                    @Inject Tasks tasks;
                    @Inject Events events;
                    static void say(String line) {
                        ((java.util.List<String>) System.getProperties().get("reload.said")).add("%s " + line);
                    }
                    @Route("/deliver") void deliver(HttpServerExchange exchange) {
                        tasks.deliver(new Block());
                        tasks.deliver(Job.of("soon"));
                        tasks.deliver(Job.of("later"), Delivery.now().delay(Duration.ofMillis(1500)));
                        tasks.deliver(new Odd(() -> say("odd")));
                        events.fire(Job.of("event"));
                    }
                    public record Block() {}
                    public record Odd(Runnable code) {}
                    @TaskHandler void block(Block block) throws Exception {
                        ((java.util.concurrent.CountDownLatch) System.getProperties().get("reload.gate")).await();
                        say("block");
                    }
                    @TaskHandler void odd(Odd odd) { odd.code().run(); }
                    @TaskHandler void job(Job job) { say(%s); }
                    @AsyncListener void hear(Job job) { say("heard " + %s); }
                    void dead(@Observes DeadLetter letter) { say("dead " + letter.payload()); }
                }
                """.formatted(version, content, content));
    }

    private static Sources first() {
        return application("one",
                "public record Job(String name) { static Job of(String name) { return new Job(name); } }",
                "job.name()");
    }

    private void startAndDeliver() throws Exception {
        start(first(), "swell.task.max-concurrent", "1", "swell.reload.max-wait", "20s");
        assertThat(server.get("/deliver").status()).isEqualTo(200);
        await().until(() -> server.master().taskCounts().running() == 1);
        assertThat(server.master().taskCounts().waiting()).isEqualTo(3);
        assertThat(server.master().taskCounts().delayed()).isOne();
    }

    private Stream<TaskLine> dead() {
        return server.master().taskDesk().list(100).stream().filter(line -> line.state() == State.DEAD);
    }

    @Test
    void finishesWhatRunsAndTakesWhatWaitsToTheNewCode() throws Exception {
        startAndDeliver();
        deploy(application("two",
                "public record Job(String name, int more) { static Job of(String name) { return new Job(name, 1); } }",
                "job.name() + job.more()"));
        reload();
        await().until(() -> server.master().taskDesk().list(10).stream()
                .filter(line -> line.state() == State.WAITING).count() >= 3); // 4 when the delayed one is due by now
        gate().countDown();
        await().untilAsserted(() -> assertThat(said()).containsExactlyInAnyOrder("one block", "one odd", "two soon0",
                "two heard event0", "two later0"));
        await().until(() -> server.master().status().workers().size() == 1
                || server.master().status().workers().get(1).state() != Status.State.DRAINING);
        assertThat(dead()).isEmpty();
        assertThat(server.master().prove(1, java.time.Duration.ofSeconds(15))).isEmpty();
    }

    @Test
    void keepsWhatFitsNoMoreAsDeadLetters() throws Exception {
        startAndDeliver();
        deploy(application("two", "public record Job(int number) { static Job of(String name) { return new Job(1); } }",
                "\"\" + job.number()"));
        reload();
        gate().countDown();
        await().untilAsserted(() -> assertThat(said()).containsExactlyInAnyOrder("one block", "one odd",
                "two dead {\"name\":\"soon\"}", "two dead {\"name\":\"event\"}", "two dead {\"name\":\"later\"}"));
        await().until(() -> dead().count() == 3);
        assertThat(dead()).allSatisfy(line -> assertThat(line.failure()).contains("SWELL-762")
                .contains("doesn't fit the class app.Job any more").contains("name"));

        deploy(first());
        reload();
        dead().toList().forEach(line -> server.master().taskDesk().retry(line.id()));
        await().until(() -> said().containsAll(List.of("one soon", "one heard event", "one later")));
        assertThat(dead()).isEmpty();
    }

    @Test
    void keepsWhatHasNoClassAnyMore() throws Exception {
        startAndDeliver();
        deploy(version("two"));
        reload();
        gate().countDown();
        await().until(() -> dead().count() == 3);
        assertThat(dead()).extracting(TaskLine::failure).containsOnly("SWELL-761: there is no class app.Job any more");
        assertThat(said()).containsExactlyInAnyOrder("one block", "one odd");
    }

    @Test
    void beginsAgainWhatTheOldWorkerHasNoTimeFor() throws Exception {
        start(first(), "swell.reload.max-wait", "200ms");
        assertThat(server.get("/deliver").status()).isEqualTo(200);
        await().until(() -> said().size() == 3);
        reload();
        await().until(() -> server.master().status().workers().size() == 1
                || server.master().status().workers().get(1).state() != Status.State.DRAINING);
        assertThat(said()).doesNotContain("one block");
        gate().countDown();
        await().until(() -> said().contains("one block"));
        assertThat(dead()).isEmpty();
    }

    @Test
    void doesWhatFallsDueWhileTheFirstWorkerStarts() throws Exception {
        start(version("one").type("Early",
                """
                        import dev.swell.async.*;
                        @ApplicationScoped public class Early {
                            @Inject Tasks tasks;
                            public record Note(String text) {}
                            void start(@Observes WorkerStart event) {
                                String id = tasks.deliver(new Note("early"), Delivery.now().delay(java.time.Duration.ofMillis(1)));
                                while (tasks.find(id).get().state() == TaskInfo.State.DELAYED) Thread.onSpinWait();
                            }
                            @TaskHandler void note(Note note) {
                                ((java.util.List<String>) System.getProperties().get("reload.said")).add(note.text());
                            }
                        }
                        """));
        await().until(() -> said().contains("early"));
        await().untilAsserted(() -> assertThat(server.master().taskCounts().waiting()).isZero());
    }

    @Test
    void takesWhatObserversOfTheStartDeliverEvenIfTheWorkerNeverServes() throws Exception {
        start(version("one").type("Early", """
                import dev.swell.async.*;
                @ApplicationScoped public class Early {
                    @Inject Tasks tasks;
                    public record Note(String text) {}
                    void startup(@Observes Startup event) { tasks.deliver(new Note("startup")); }
                    void start(@Observes WorkerStart event) { tasks.deliver(new Note("start " + event.workerId())); }
                    @TaskHandler void note(Note note) {
                        ((java.util.List<String>) System.getProperties().get("reload.said")).add(note.text());
                        if (note.text().equals("start 1")) System.setProperty("reload.fail", "yes");
                    }
                    void fail(@Observes @jakarta.annotation.Priority(9999) WorkerStart event) {
                        if (System.clearProperty("reload.fail") != null) throw new IllegalStateException("on purpose");
                    }
                }
                """));
        await().until(() -> said().contains("start 1"));
        failToReload();
        await().untilAsserted(() -> assertThat(said()).containsExactlyInAnyOrder("startup", "start 1", "startup",
                "start 2"));
        assertThat(server.master().taskDesk().list(10)).isEmpty();
    }
}
