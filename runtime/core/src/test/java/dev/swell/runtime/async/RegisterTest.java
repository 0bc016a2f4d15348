package dev.swell.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import dev.swell.async.TaskInfo.State;

/** Which tasks are found, and for how long. */
class RegisterTest {

    private static final Retry ONCE = new Retry(1, 0, 1);
    private static final int MANY = 200_000;

    private final TaskIds ids = new TaskIds();
    private final List<Task> dropped = new ArrayList<>();
    private final Register register = new Register(3, 100, dropped::add);

    private Task add() {
        return add(false, 10);
    }

    private Task add(boolean durable, int bytes) {
        long number = ids.next();
        Task task = new Task(ids.id(number), number, false, "Type", ONCE, durable, 0);
        task.json(new byte[bytes]);
        register.add(task);
        return task;
    }

    private void finish(Task task) {
        task.begin();
        task.change(State.RUNNING, State.FINISHED);
        register.over(task);
    }

    private Task die(boolean durable, int bytes) {
        Task task = add(durable, bytes);
        task.begin();
        task.change(State.RUNNING, State.DEAD);
        register.dead(task);
        return task;
    }

    @Test
    void findsWhatWaitsHoweverManyComeAfterItAndTheLastOnesThatAreOver() {
        Task waiting = add();
        Task first = add();
        finish(first);
        Task last = first;
        for (int i = 0; i < MANY; i++) {
            last = add();
            finish(last);
        }

        assertThat(register.find(waiting.id())).containsSame(waiting);
        assertThat(register.find(last.id())).containsSame(last);
        assertThat(register.find(first.id())).isEmpty();
        assertThat(register.find("x-" + waiting.id().replaceFirst(".*-", ""))).isEmpty();
        assertThat(register.all()).containsExactly(waiting);

        finish(waiting);
        assertThat(register.all()).isEmpty();
    }

    @Test
    void findsForAWhileWhatIsOverThoughItHadNoPlace() {
        Task old = add();
        Task recovered = new Task("x-1", -1, false, "Type", ONCE, true, 0);
        register.addOther(recovered);
        for (int i = 0; i < MANY; i++) {
            finish(add()); // so that the old one loses its place
        }
        finish(old);
        finish(recovered);
        for (int i = 0; i < 1000; i++) {
            Task other = new Task("y-" + i, -1, false, "Type", ONCE, true, 0);
            register.addOther(other);
            finish(other);
        }
        assertThat(register.find(old.id())).containsSame(old);
        assertThat(register.find("x-1")).containsSame(recovered);
        assertThat(register.all()).isEmpty();

        for (int i = 1000; i < 10_000; i++) {
            Task other = new Task("y-" + i, -1, false, "Type", ONCE, true, 0);
            register.addOther(other);
            finish(other);
        }
        assertThat(register.find(old.id())).isEmpty();
        assertThat(register.find("y-10")).isEmpty();
        assertThat(register.find("y-9999")).isPresent();
    }

    @Test
    void keepsTheLastDeadLetters() {
        List<Task> dead = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            dead.add(die(false, 10));
        }

        assertThat(dropped).containsExactly(dead.get(0), dead.get(1));
        assertThat(register.dead()).isEqualTo(3);
        assertThat(register.all()).containsExactlyElementsOf(dead.subList(2, 5));
    }

    @Test
    void boundsTheMemoryOfDeadLettersThatTheJournalDoesNotHave() {
        Task durable = die(true, 1000);
        Task oldest = die(false, 60);
        Task last = die(false, 50);
        assertThat(dropped).containsExactly(oldest);
        assertThat(register.all()).containsExactly(durable, last);

        register.notDead(last);
        Task tooLong = die(false, 101);
        assertThat(dropped).containsExactly(oldest, tooLong);
        assertThat(register.dead()).isOne();
    }

    @Test
    void losesNoneWhereManyThreadsAdd() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch go = new CountDownLatch(1);
        try {
            List<Future<List<Task>>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> {
                    go.await();
                    List<Task> kept = new ArrayList<>();
                    for (int j = 0; j < MANY / 4; j++) {
                        Task task = add();
                        if (j % 100 == 0) {
                            kept.add(task);
                        } else {
                            finish(task);
                        }
                    }
                    return kept;
                }));
            }
            go.countDown();
            List<Task> kept = new ArrayList<>();
            for (Future<List<Task>> each : all) {
                kept.addAll(each.get());
            }

            assertThat(kept).allMatch(task -> register.find(task.id()).orElse(null) == task);
            assertThat(register.all()).containsExactlyInAnyOrderElementsOf(kept);
        } finally {
            threads.shutdownNow();
        }
    }
}
