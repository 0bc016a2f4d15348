package dev.swell.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.async.AsyncListener;
import dev.swell.async.DeadLetter;
import dev.swell.async.TaskFinished;
import dev.swell.async.TaskHandler;
import dev.swell.async.TaskInfo;
import dev.swell.async.TaskInfo.State;
import dev.swell.runtime.config.TaskSettings;
import dev.swell.state.Cleaner;

/** What application code throws where nobody expects it: no task is lost by that, and none runs for ever. */
@Tag("threads")
@Timeout(60)
class TaskFailuresTest {

    private static final List<String> SAID = new CopyOnWriteArrayList<>();
    private static volatile CountDownLatch gate;

    /** Has no text, and can't be printed. */
    static class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new AssertionError("no message");
        }
    }

    static class Nameless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return null;
        }
    }

    record Job(boolean printable) {}

    record Done(String text) {}

    record News(String text) {}

    record Held(String text) {}

    /** Can be delivered, but not be carried as JSON. */
    static class Texts extends AbstractList<String> {

        @Override
        public String get(int index) {
            throw new AssertionError("not now");
        }

        @Override
        public int size() {
            return 1;
        }
    }

    record Stays(Texts texts) {}

    @ApplicationScoped
    static class Handlers implements Cleaner {

        @TaskHandler(tries = 2)
        void fail(Job job) {
            SAID.add("try");
            throw job.printable ? new Nameless() : new Unprintable();
        }

        @TaskHandler
        void take(Done done) {
            SAID.add(done.text);
        }

        @TaskFinished
        void taken(Done done) {
            throw new Unprintable();
        }

        @TaskHandler
        void hold(Held held) throws InterruptedException {
            gate.await();
            SAID.add(held.text);
        }

        @TaskHandler
        void stay(Stays stays) {
            SAID.add("stayed");
        }

        @AsyncListener(priority = 1)
        void refuse(News news) {
            throw new Unprintable();
        }

        @AsyncListener(priority = 2)
        void hear(News news) {
            SAID.add(news.text);
        }

        void dead(@Observes DeadLetter letter) {
            SAID.add("dead after " + letter.tries());
        }

        @Override
        public void clean() {
            SAID.add("cleaned");
        }
    }

    private AsyncTestServer server;

    @BeforeEach
    void start() {
        SAID.clear();
        gate = new CountDownLatch(1);
        server = new AsyncTestServer(new TaskSettings(1, 10, false, 1 << 20), Optional.empty(), Handlers.class);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        server.close();
    }

    private TaskInfo awaitState(String id, State state) {
        await().untilAsserted(() -> assertThat(server.tasks().find(id)).get().extracting(TaskInfo::state)
                .isEqualTo(state));
        return server.tasks().find(id).orElseThrow();
    }

    @Test
    void triesAgainAndBuriesWhatFailsWithoutAText() {
        for (boolean printable : new boolean[]{true, false}) {
            TaskInfo info = awaitState(server.tasks().deliver(new Job(printable)), State.DEAD);
            assertThat(info.tries()).isEqualTo(2);
            assertThat(info.failure()).isEqualTo((printable ? Nameless.class : Unprintable.class).getName());
        }
        await().until(() -> server.engine().counts().running() == 0);
        assertThat(SAID).hasSize(10).startsWith("try", "cleaned", "try", "dead after 2", "cleaned", "try");
    }

    @Test
    void isDoneThoughWhoIsToldOfItFailsWithoutAText() {
        awaitState(server.tasks().deliver(new Done("done")), State.FINISHED);
        assertThat(SAID).containsExactly("done", "cleaned");
    }

    @Test
    void goesOnAfterAListenerThatFailsWithoutAText() {
        server.events().fire(new News("heard"));
        await().until(() -> SAID.contains("heard"));
        await().until(() -> server.engine().counts().running() == 0);
        assertThat(server.engine().desk().list(10)).singleElement()
                .satisfies(line -> assertThat(line.failure()).isEqualTo(Unprintable.class.getName()));
    }

    @Test
    void goesOnAfterAStartThatTheDeliverersFullStackHasCutShort() {
        for (Error error : List.of(new StackOverflowError(), new OutOfMemoryError("no thread"))) {
            server.failOnce(error);
            awaitState(server.tasks().deliver(new Done("delivered")), State.FINISHED);
        }
        await().until(() -> server.engine().counts().equals(new TaskCounts(0, 0, 0, 0)));
        awaitState(server.tasks().deliver(new Done("with the only permit")), State.FINISHED);
    }

    @Test
    void carriesTheOthersOverAReloadIfThePayloadOfOneThrowsAnError() {
        String running = server.tasks().deliver(new Held("held"));
        await().until(() -> server.engine().counts().running() == 1);
        String stays = server.tasks().deliver(new Stays(new Texts()));
        String after = server.tasks().deliver(new Done("after"));
        server.reload(Duration.ofMillis(50), Handlers.class);
        gate.countDown();
        awaitState(running, State.FINISHED);
        awaitState(after, State.FINISHED);
        assertThat(awaitState(stays, State.FINISHED).failure()).as("why it has stayed").contains("SWELL-764",
                "not now");
    }
}
