package dev.swell.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.async.TaskHandler;
import dev.swell.runtime.config.TaskSettings;

/** Threads are started one at a time, and yet there are enough, and nothing waits while there could be one. */
@Tag("threads")
@Timeout(60)
class TaskThreadsTest {

    private static final int DELIVERERS = 4;
    private static final int EACH = 5_000;

    record Hold(CountDownLatch until) {}

    record Quick(CountDownLatch done) {}

    @ApplicationScoped
    static class Handlers {

        static final AtomicInteger HELD = new AtomicInteger();

        @TaskHandler
        void hold(Hold hold) throws InterruptedException {
            HELD.incrementAndGet();
            hold.until().await();
        }

        @TaskHandler
        void count(Quick task) {
            task.done().countDown();
        }
    }

    private AsyncTestServer server;

    private void start(int maxConcurrent) {
        server = new AsyncTestServer(new TaskSettings(maxConcurrent, 100_000, false, 1 << 20), Optional.empty(),
                Handlers.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void runsAsManyAtOnceAsItMayHoweverLongTheyTake() {
        start(20);
        CountDownLatch until = new CountDownLatch(1);
        Handlers.HELD.set(0);
        for (int i = 0; i < 25; i++) {
            server.tasks().deliver(new Hold(until));
        }
        await().until(() -> Handlers.HELD.get() == 20);
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(5, 20, 0, 0));

        until.countDown();
        await().until(() -> Handlers.HELD.get() == 25);
    }

    @Test
    void leavesNothingWaiting() throws Exception {
        for (int maxConcurrent : new int[]{1, 2, 64}) {
            start(maxConcurrent);
            List<Thread> deliverers = new ArrayList<>();
            AtomicInteger stuck = new AtomicInteger();
            for (int i = 0; i < DELIVERERS; i++) {
                Thread deliverer = new Thread(() -> stuck.addAndGet(deliverOneAfterTheOther()));
                deliverer.start();
                deliverers.add(deliverer);
            }
            for (Thread deliverer : deliverers) {
                deliverer.join();
            }
            assertThat(stuck).as("with %d at once", maxConcurrent).hasValue(0);
            server.close();
        }
        start(1);
    }

    /** So that the queue is empty most of the time, which is when a thread could be missed. */
    private int deliverOneAfterTheOther() {
        try {
            for (int i = 0; i < EACH; i++) {
                CountDownLatch done = new CountDownLatch(1);
                server.tasks().deliver(new Quick(done));
                if (!done.await(10, TimeUnit.SECONDS)) {
                    return 1;
                }
            }
            return 0;
        } catch (InterruptedException e) {
            return 1;
        }
    }
}
