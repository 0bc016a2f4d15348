package dev.swell.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.async.DeadLetter;
import dev.swell.async.Delivery;
import dev.swell.async.TaskFinished;
import dev.swell.async.TaskHandler;
import dev.swell.async.TaskInfo;
import dev.swell.async.TaskInfo.State;
import dev.swell.async.Tasks;
import dev.swell.lifecycle.WorkerError;
import dev.swell.runtime.config.TaskSettings;
import dev.swell.state.Cleaner;

/** Tasks from their delivery to their end. */
@Tag("threads")
@Timeout(60)
class TasksTest {

    private static final List<String> SAID = new CopyOnWriteArrayList<>();
    private static volatile CountDownLatch gate;

    record Greeting(String name) {}

    record Sum(int a, int b) {}

    record Stubborn(int failures, String name) {}

    record Blocking(int number) {}

    record Chain(int left) {}

    record Untold(String text) {}

    sealed interface Command permits Go, Stop {}

    record Go(int steps) implements Command {}

    record Stop() implements Command {}

    @RequestScoped
    static class Notes {
        private final List<String> lines = new ArrayList<>();

        void add(String line) {
            lines.add(line);
        }

        @PreDestroy
        void end() {
            SAID.add("notes " + lines);
        }
    }

    @ApplicationScoped
    static class Sweep implements Cleaner {
        @Override
        public void clean() {
            SAID.add("cleaned");
        }

        void error(@Observes WorkerError error) {
            SAID.add("error " + error.cause().getMessage());
        }

        void dead(@Observes DeadLetter letter) {
            SAID.add("dead " + letter.payload() + " after " + letter.tries() + ": " + letter.cause().getMessage());
        }
    }

    @ApplicationScoped
    static class Handlers {
        private final Map<String, Integer> tries = new ConcurrentHashMap<>();
        @Inject
        Notes notes;
        @Inject
        Tasks tasks;

        @TaskHandler
        void greet(Greeting greeting) {
            notes.add("hello " + greeting.name);
        }

        @TaskHandler
        int add(Sum sum) {
            return sum.a + sum.b;
        }

        @TaskFinished
        void added(Sum sum, int result) {
            SAID.add(sum.a + "+" + sum.b + "=" + result);
            throw new IllegalStateException("finished badly");
        }

        @TaskHandler(tries = 3)
        void stubborn(Stubborn stubborn) {
            int made = tries.merge(stubborn.name, 1, Integer::sum);
            SAID.add(stubborn.name + " try " + made);
            if (made <= stubborn.failures) {
                throw new AssertionError("failure " + made);
            }
        }

        @TaskHandler
        void block(Blocking blocking) throws InterruptedException {
            gate.await();
            SAID.add("block " + blocking.number);
        }

        @TaskHandler
        void chain(Chain chain) {
            SAID.add("chain " + chain.left);
            if (chain.left > 0) {
                tasks.deliver(new Chain(chain.left - 1));
            }
        }

        @TaskHandler
        void command(Command command) {
            SAID.add(command.toString());
        }
    }

    private AsyncTestServer server;
    private Tasks tasks;

    @BeforeEach
    void clear() {
        SAID.clear();
        gate = new CountDownLatch(1);
    }

    private void start(TaskSettings settings) {
        server = new AsyncTestServer(settings, Optional.empty(), Notes.class, Sweep.class, Handlers.class);
        tasks = server.tasks();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        server.close();
    }

    private TaskInfo awaitState(String id, State state) {
        await().untilAsserted(() -> assertThat(tasks.find(id)).get().extracting(TaskInfo::state).isEqualTo(state));
        return tasks.find(id).orElseThrow();
    }

    @Test
    void runsATaskInARequestContextOfItsOwnAndCleansUp() {
        start(TaskSettings.defaults());
        for (String name : List.of("ada", "bob")) {
            TaskInfo info = awaitState(tasks.deliver(new Greeting(name)), State.FINISHED);
            assertThat(info.tries()).isOne();
            assertThat(info.failure()).isNull();
            assertThat(info.due()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        }
        assertThat(SAID).containsExactly("cleaned", "notes [hello ada]", "cleaned", "notes [hello bob]");
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(0, 0, 0, 0));
    }

    @Test
    void tellsWhoWaitsForTheResult() {
        start(TaskSettings.defaults());
        TaskInfo info = awaitState(tasks.deliver(new Sum(2, 3)), State.FINISHED);
        assertThat(info.tries()).isOne();
        assertThat(SAID).containsExactly("2+3=5", "error finished badly", "cleaned");
    }

    @Test
    void triesAgainAsOftenAsTheHandlerSays() {
        start(TaskSettings.defaults());
        TaskInfo info = awaitState(tasks.deliver(new Stubborn(2, "x")), State.FINISHED);
        assertThat(info.tries()).isEqualTo(3);
        assertThat(info.failure()).isEqualTo("java.lang.AssertionError: failure 2");
        assertThat(SAID).containsExactly("x try 1", "error failure 1", "cleaned", "x try 2", "error failure 2",
                "cleaned", "x try 3", "cleaned");
    }

    @Test
    void makesADeadLetterOfWhatFailsAtTheLastTry() {
        start(TaskSettings.defaults());
        String id = tasks.deliver(new Stubborn(5, "y"), Delivery.now().tries(2));
        TaskInfo info = awaitState(id, State.DEAD);
        assertThat(info.tries()).isEqualTo(2);
        assertThat(SAID).containsExactly("y try 1", "error failure 1", "cleaned", "y try 2", "error failure 2",
                "dead Stubborn[failures=5, name=y] after 2: failure 2", "cleaned");
        assertThat(server.engine().counts().dead()).isOne();

        TaskDesk desk = server.engine().desk();
        assertThat(desk.list(10)).singleElement().satisfies(line -> {
            assertThat(line.state()).isEqualTo(State.DEAD);
            assertThat(line.type()).isEqualTo(Stubborn.class.getName());
            assertThat(line.failure()).contains("failure 2");
        });
        desk.retry(id);
        await().until(() -> SAID.contains("y try 4"));
        awaitState(id, State.DEAD);
        desk.retry(id);
        awaitState(id, State.FINISHED);
        assertThat(server.engine().counts().dead()).isZero();
        assertThatThrownBy(() -> desk.retry(id)).hasMessageContaining("SWELL-773: Task " + id + " is FINISHED");
        assertThatThrownBy(() -> desk.drop("none")).hasMessageContaining("isn't known");
    }

    @Test
    void dropsDeadLettersWhenTold() {
        start(TaskSettings.defaults());
        String id = tasks.deliver(new Stubborn(5, "z"), Delivery.now().tries(1));
        awaitState(id, State.DEAD);
        server.engine().desk().drop(id);
        assertThat(server.engine().desk().list(10)).isEmpty();
        assertThat(server.engine().counts().dead()).isZero();
    }

    @Test
    void waitsBetweenTriesLongerEachTime() {
        start(TaskSettings.defaults());
        long begun = System.nanoTime();
        String id = tasks.deliver(new Stubborn(2, "slow"),
                Delivery.now().retryDelay(Duration.ofMillis(50)).multiplier(3));
        awaitState(id, State.FINISHED);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(0, 0, 0, 0));
    }

    @Test
    void deliversLaterAndNotBeforeItsTime() {
        start(TaskSettings.defaults());
        long begun = System.nanoTime();
        String id = tasks.deliver(new Greeting("later"), Delivery.now().delay(Duration.ofMillis(100)));
        assertThat(tasks.find(id)).get().extracting(TaskInfo::state).isEqualTo(State.DELAYED);
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(0, 0, 1, 0));
        awaitState(id, State.FINISHED);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
        assertThat(SAID).contains("notes [hello later]");
    }

    @Test
    void cancelsWhatWaits() {
        start(new TaskSettings(1, 10, false, 1 << 20));
        String running = tasks.deliver(new Blocking(1));
        await().until(() -> server.engine().counts().running() == 1);
        String waiting = tasks.deliver(new Blocking(2));
        String delayed = tasks.deliver(new Blocking(3), Delivery.now().delay(Duration.ofHours(1)));
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(1, 1, 1, 0));
        assertThat(tasks.cancel(running)).isFalse();
        assertThat(tasks.cancel(waiting)).isTrue();
        assertThat(tasks.cancel(waiting)).isFalse();
        assertThat(tasks.cancel(delayed)).isTrue();
        assertThat(tasks.cancel("unknown")).isFalse();
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(0, 1, 0, 0));
        gate.countDown();
        awaitState(running, State.FINISHED);
        assertThat(tasks.find(waiting)).get().extracting(TaskInfo::state).isEqualTo(State.CANCELLED);
        assertThat(SAID).contains("block 1").doesNotContain("block 2", "block 3");
    }

    @Test
    void leavesWhatIsCancelledBehindAtAReload() {
        start(new TaskSettings(1, 10, false, 1 << 20));
        String running = tasks.deliver(new Blocking(1));
        await().until(() -> server.engine().counts().running() == 1);
        String cancelled = tasks.deliver(new Blocking(2));
        String waiting = tasks.deliver(new Blocking(3));
        assertThat(tasks.cancel(cancelled)).isTrue();
        server.reload(Duration.ofMillis(50), Notes.class, Sweep.class, Handlers.class);
        tasks = server.tasks();
        gate.countDown();
        awaitState(running, State.FINISHED);
        awaitState(waiting, State.FINISHED);
        assertThat(SAID).contains("block 1", "block 3").doesNotContain("block 2");
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(0, 0, 0, 0));
    }

    @Test
    void refusesWhatIsTooMuch() {
        start(new TaskSettings(2, 3, false, 1 << 20));
        for (int i = 0; i < 5; i++) {
            tasks.deliver(new Blocking(i));
            int begun = Math.min(i + 1, 2);
            await().until(() -> server.engine().counts().running() == begun);
        }
        assertThatThrownBy(() -> tasks.deliver(new Blocking(5))).isInstanceOf(RejectedExecutionException.class)
                .hasMessageStartingWith(
                        "SWELL-757: 3 tasks and events wait already, as many as swell.task.max-queued lets");
        gate.countDown();
        await().until(() -> SAID.stream().filter(line -> line.startsWith("block")).count() == 5);
        awaitState(tasks.deliver(new Blocking(6)), State.FINISHED);
    }

    @Test
    void takesWhatTasksDeliver() {
        start(new TaskSettings(1, 10, false, 1 << 20));
        tasks.deliver(new Chain(3));
        await().until(() -> SAID.contains("chain 0"));
    }

    @Test
    void findsTheHandlerOfASupertype() {
        start(TaskSettings.defaults());
        awaitState(tasks.deliver(new Go(2)), State.FINISHED);
        awaitState(tasks.deliver(new Stop(), Delivery.now().delay(Duration.ofMillis(1))), State.FINISHED);
        assertThat(SAID).contains("Go[steps=2]", "Stop[]");
    }

    @Test
    void refusesWhatNobodyTakes() {
        start(TaskSettings.defaults());
        assertThatThrownBy(() -> tasks.deliver(new Untold("?"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SWELL-755: No @TaskHandler takes " + Untold.class.getName())
                .hasMessageContaining(Greeting.class.getName());
        assertThatThrownBy(() -> tasks.deliver(new Sum(1, 2), Delivery.now().durable()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("SWELL-759");
        assertThat(server.engine().counts().waiting()).isZero();
    }

    @Test
    void runsThousandsOnAFewThreads() {
        start(new TaskSettings(8, 100_000, false, 1 << 20));
        int all = 4_000; // each one is noted in a list that is copied
        for (int i = 0; i < all; i++) {
            tasks.deliver(new Go(i));
        }
        await().until(() -> SAID.stream().filter(line -> line.endsWith("cleaned")).count() == all);
        await().until(() -> server.engine().counts().running() == 0);
        assertThat(server.metrics().export())
                .contains("swell_task_tries_seconds_count{handler=\"" + Handlers.class.getName()
                        + ".command(Command)\",mp_scope=\"vendor\",outcome=\"done\",} 4000.0");
    }
}
