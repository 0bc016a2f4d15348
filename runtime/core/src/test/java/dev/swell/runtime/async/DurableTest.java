package dev.swell.runtime.async;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.async.AsyncListener;
import dev.swell.async.Delivery;
import dev.swell.async.TaskHandler;
import dev.swell.async.TaskInfo.State;
import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.async.journal.Journal;
import dev.swell.runtime.async.journal.StoredTask;
import dev.swell.runtime.config.TaskSettings;

/** What outlives the process. */
@Tag("threads")
@Timeout(60)
class DurableTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final List<String> SAID = new CopyOnWriteArrayList<>();
    private static volatile CountDownLatch gate;

    record Note(String text) {}

    record Wait(String text) {}

    record Sold(String lot) {}

    @ApplicationScoped
    static class Office {

        @TaskHandler
        void note(Note note) {
            if (note.text().startsWith("never")) {
                throw new IllegalStateException("not " + note.text());
            }
            SAID.add(note.text());
        }

        @TaskHandler
        void await(Wait wait) throws InterruptedException {
            gate.await();
            SAID.add(wait.text());
        }

        @AsyncListener(priority = 1)
        void refuse(Sold sold) {
            throw new IllegalStateException("no mail");
        }

        @AsyncListener(priority = 2)
        void hear(Sold sold) {
            SAID.add("sold " + sold.lot());
        }
    }

    @TempDir
    Path folder;

    private Journal journal;
    private AsyncTestServer server;

    @BeforeEach
    void clear() {
        SAID.clear();
        gate = new CountDownLatch(1);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        if (server != null) {
            server.close();
            server = null;
        }
        if (journal != null) {
            journal.close();
            journal = null;
        }
    }

    private void start(TaskSettings settings) {
        journal = Journal.open(folder, 1 << 20);
        server = new AsyncTestServer(settings, Optional.of(journal), Office.class);
    }

    private static StoredTask stored(String id, long dueMillis, boolean dead) {
        return new StoredTask(id, false, Note.class.getName(), ("{\"text\":\"" + id + "\"}").getBytes(UTF_8), 0, 1, 0,
                1,
                dueMillis, "", dead, dead ? "no answer" : "");
    }

    private void leave(StoredTask... tasks) {
        try (Journal before = Journal.open(folder, 1 << 20)) {
            for (StoredTask task : tasks) {
                before.add(task);
            }
        }
    }

    private List<StoredTask> left() {
        stop();
        try (Journal after = Journal.open(folder, 1 << 20)) {
            return after.recover();
        }
    }

    @Test
    void takesUpWhatAnEarlierProcessHasLeft() {
        long now = System.currentTimeMillis();
        leave(stored("overdue", now - HOUR, false), stored("soon", now + 1500, false), stored("dead", now, true),
                stored("late", now + HOUR, false));
        start(TaskSettings.defaults());

        await().until(() -> SAID.contains("overdue"));
        await().until(() -> SAID.contains("soon"));
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(now + 1500);
        await().untilAsserted(() -> assertThat(journal.figures().tasks()).isEqualTo(2));
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(0, 0, 1, 1));
        assertThat(server.tasks().find("late")).get().matches(task -> task.state() == State.DELAYED);
        assertThat(server.tasks().find("dead")).get().matches(task -> task.failure().equals("no answer"));
        assertThat(SAID).containsExactly("overdue", "soon");
        assertThat(left()).extracting(StoredTask::id).containsExactly("dead", "late");
    }

    @Test
    void goesByTheClockAfterAStartHoweverFarThatHasBeenPut() {
        long far = Duration.ofDays(365 * 60).toMillis();
        long now = System.currentTimeMillis();
        leave(stored("clock put back", now + far, false), stored("clock put forward", now - far, false));
        start(TaskSettings.defaults());

        await().until(() -> SAID.contains("clock put forward"));
        assertThat(server.tasks().find("clock put back")).get().matches(task -> task.state() == State.DELAYED);
    }

    @Test
    void waitsForAsLongAsItWasToldThoughTheClockIsPutMeanwhile() {
        start(TaskSettings.defaults());
        long begun = System.nanoTime();
        for (long jump : new long[]{HOUR, -HOUR}) {
            String id = server.tasks().deliver(new Note("jump " + jump), Delivery.now().delay(Duration.ofMillis(300)));
            Task task = server.engine().register().find(id).orElseThrow();
            task.due(task.dueMillis() + jump); // as far away from the clock as if that had been put
        }

        await().until(() -> SAID.size() == 2);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
    }

    @Test
    void hasADeadOneOfAnEarlierProcessTriedAgain() {
        leave(stored("dead", 0, true));
        start(TaskSettings.defaults());

        server.engine().desk().retry("dead");

        await().until(() -> SAID.contains("dead"));
        await().until(() -> journal.figures().tasks() == 0);
    }

    @Test
    void keepsDeadLetters() {
        start(TaskSettings.defaults());
        String id = server.tasks().deliver(new Note("never"), Delivery.now().durable());
        await().until(() -> server.engine().counts().dead() == 1);

        assertThat(left()).hasSize(1).allSatisfy(task -> {
            assertThat(task.id()).isEqualTo(id);
            assertThat(task.dead()).isTrue();
            assertThat(task.tries()).isOne();
            assertThat(task.failure()).contains("not never");
        });
    }

    @Test
    void keepsWhatTheCodeOfNowDoesNotTakeAsADeadLetter() {
        leave(new StoredTask("old", false, "shop.Gone", "{}".getBytes(UTF_8), 0, 1, 0, 1, 0, "", false, ""));
        start(TaskSettings.defaults());
        await().until(() -> journal.figures().dead() == 1);

        assertThat(left()).hasSize(1).first().satisfies(task -> {
            assertThat(task.type()).isEqualTo("shop.Gone");
            assertThat(task.failure()).startsWith("SWELL-761");
        });
    }

    @Test
    void forgetsWhatIsCancelledOrDropped() {
        leave(stored("dead", 0, true));
        start(TaskSettings.defaults());
        String id = server.tasks().deliver(new Note("cancelled"), Delivery.now().delay(Duration.ofHours(1)));

        assertThat(server.tasks().cancel(id)).isTrue();
        server.engine().desk().drop("dead");

        assertThat(left()).isEmpty();
    }

    @Test
    void keepsHowManyTriesThereWere() {
        start(TaskSettings.defaults());
        server.tasks().deliver(new Note("never"), Delivery.now().durable().tries(3).retryDelay(Duration.ofHours(1)));
        await().until(() -> server.engine().counts().delayed() == 1);

        long now = System.currentTimeMillis();
        assertThat(left()).hasSize(1).allSatisfy(task -> {
            assertThat(task.tries()).isOne();
            assertThat(task.dueMillis()).isBetween(now + HOUR - 60_000, now + HOUR);
            assertThat(task.dead()).isFalse();
        });
    }

    @Test
    void leavesWhatWaitsToTheNextProcess() {
        start(new TaskSettings(1, 10, false, 1 << 20));
        server.tasks().deliver(new Wait("first"), Delivery.now().durable());
        await().until(() -> server.engine().counts().running() == 1);
        server.tasks().deliver(new Note("second"), Delivery.now().durable());
        stop();
        assertThat(SAID).as("what runs at the stop is finished, what waits is not begun").containsExactly("first");

        start(TaskSettings.defaults());

        await().until(() -> SAID.contains("second"));
        assertThat(SAID).containsExactly("first", "second");
    }

    @Test
    void keepsWhatIsDelayedOrAsksForItAndOnDemandAll() {
        start(TaskSettings.defaults());
        server.tasks().deliver(new Note("in memory"));
        server.tasks().deliver(new Note("durable"), Delivery.now().durable());
        server.tasks().deliver(new Note("delayed"), Delivery.now().delay(Duration.ofMillis(1)));
        assertThat(journal.figures().added()).isEqualTo(2);
        stop();

        start(new TaskSettings(8, 100, true, 1 << 20));
        server.tasks().deliver(new Note("all"));
        assertThat(journal.figures().added()).isEqualTo(1);
        await().until(() -> journal.figures().tasks() == 0);
    }

    @Test
    void goesOnWithAnEventWhoseDeadLetterCanNotBeKept() {
        try (LoggedLines logged = LoggedLines.of("dev.swell.async")) {
            start(TaskSettings.defaults());
            journal.close();
            leaveEvent();
            journal = Journal.open(folder, 5 << 10); // too small for anything
            server.close();
            server = new AsyncTestServer(TaskSettings.defaults(), Optional.of(journal), Office.class);

            await().until(() -> SAID.contains("sold 7"));
            assertThat(server.engine().counts().dead()).isOne();
            assertThat(logged.withId("SWELL-776")).hasSize(1).first().asString().contains("SWELL-783");
        }
    }

    @Test
    void keepsTheDeadLettersOfEachProcessThatTriesAnEvent() {
        leaveEvent();
        start(TaskSettings.defaults());
        await().until(() -> SAID.contains("sold 7"));
        await().until(() -> journal.figures().tasks() == 1);
        stop();
        SAID.clear();
        leaveEvent(); // as if the process had been killed before it could note that the event has got on
        start(TaskSettings.defaults());
        await().until(() -> SAID.contains("sold 7"));
        await().until(() -> server.engine().counts().running() == 0);

        assertThat(left()).hasSize(2).allMatch(StoredTask::dead).extracting(StoredTask::id).doesNotHaveDuplicates();
    }

    private void leaveEvent() {
        leave(new StoredTask("sale", true, Sold.class.getName(), ("{\"lot\":\"7\"}").getBytes(UTF_8), 0, 1, 0, 1, 0, "",
                false, "x".repeat(3000)));
    }
}
