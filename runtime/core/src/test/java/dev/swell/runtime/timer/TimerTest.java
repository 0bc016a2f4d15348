package dev.swell.runtime.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.timer.Timer.Handle;

class TimerTest {

    private static final long MILLI = 1_000_000;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Timer timer = Timer.start();

    @AfterEach
    void close() {
        timer.close();
    }

    private void awaitRun(CountDownLatch run) throws InterruptedException {
        assertThat(run.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothing_runs_before_its_time() throws InterruptedException {
        int count = 200;
        ConcurrentLinkedQueue<Long> early = new ConcurrentLinkedQueue<>();
        CountDownLatch run = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            long deadline = System.nanoTime() + i * MILLI / 3;
            timer.scheduleAt(deadline, () -> {
                if (System.nanoTime() - deadline < 0) {
                    early.add(deadline);
                }
                run.countDown();
            });
        }
        awaitRun(run);

        assertThat(early).isEmpty();
    }

    @Test
    void callbacks_run_in_the_order_of_their_deadlines() throws InterruptedException {
        List<Integer> order = new ArrayList<>(); // written by the timer's thread only
        CountDownLatch run = new CountDownLatch(4);
        long now = System.nanoTime();
        for (int millis : new int[]{30, 10, 20, 10}) {
            timer.scheduleAt(now + millis * MILLI, () -> {
                order.add(millis);
                run.countDown();
            });
        }
        awaitRun(run);

        assertThat(order).containsExactly(10, 10, 20, 30);
    }

    @Test
    void an_earlier_deadline_does_not_wait_for_a_later_one() throws InterruptedException {
        Thread thread = thread();
        timer.schedule(HOUR, () -> {});
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        CountDownLatch run = new CountDownLatch(1);
        timer.schedule(MILLI, run::countDown);

        awaitRun(run);
    }

    @Test
    void a_delay_that_is_over_runs_at_once_and_an_endless_one_never() throws InterruptedException {
        CountDownLatch run = new CountDownLatch(2);
        AtomicInteger never = new AtomicInteger();
        timer.schedule(Long.MAX_VALUE, never::incrementAndGet);
        timer.schedule(Long.MIN_VALUE, run::countDown);
        timer.schedule(0, run::countDown);
        awaitRun(run);

        assertThat(never).hasValue(0);
        assertThat(timer.waiting()).isEqualTo(1);
    }

    @Test
    void what_is_cancelled_does_not_run_and_is_not_kept() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        Handle handle = timer.schedule(20 * MILLI, runs::incrementAndGet);
        assertThat(handle.cancel()).isTrue();
        assertThat(handle.cancel()).isFalse();
        assertThat(timer.waiting()).isZero();
        CountDownLatch later = new CountDownLatch(1);
        Handle last = timer.schedule(40 * MILLI, later::countDown);
        awaitRun(later);

        assertThat(runs).hasValue(0);
        assertThat(last.cancel()).isFalse();
    }

    @Test
    void nothing_that_is_thrown_ends_the_thread() throws InterruptedException {
        AtomicReference<Thread> before = new AtomicReference<>();
        AtomicReference<Thread> after = new AtomicReference<>();
        CountDownLatch run = new CountDownLatch(1);
        try (LoggedLines log = LoggedLines.of("dev.swell.timer")) {
            timer.schedule(0, () -> {
                before.set(Thread.currentThread());
                throw new OutOfMemoryError("not really");
            });
            timer.schedule(0, () -> {
                throw new IllegalStateException("wrong");
            });
            timer.schedule(0, () -> Thread.currentThread().interrupt());
            timer.schedule(MILLI, () -> {
                after.set(Thread.currentThread());
                run.countDown();
            });
            awaitRun(run);
            assertThat(log.withId("SWELL-740")).hasSize(2);
        }
        assertThat(after.get()).isSameAs(before.get());
        await().until(() -> after.get().getState() == Thread.State.WAITING);
    }

    @Test
    void a_closed_one_runs_nothing_and_ends_its_thread() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        Thread thread = thread();
        timer.schedule(HOUR, runs::incrementAndGet);
        timer.close();
        timer.schedule(0, runs::incrementAndGet);
        await().until(() -> !thread.isAlive());

        assertThat(runs).hasValue(0);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void ten_thousand_that_come_again_each_second_keep_their_beat() throws InterruptedException {
        int count = 10_000;
        int beats = 3;
        long second = TimeUnit.SECONDS.toNanos(1);
        long start = System.nanoTime() + second;
        CountDownLatch runs = new CountDownLatch(count * beats);
        for (int i = 0; i < count; i++) {
            beat(start + second * i / count, second, beats, runs);
        }
        assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private void beat(long deadline, long interval, int left, CountDownLatch runs) {
        timer.scheduleAt(deadline, () -> {
            runs.countDown();
            if (left > 1) {
                beat(deadline + interval, interval, left - 1, runs);
            }
        });
    }

    private Thread thread() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch run = new CountDownLatch(1);
        timer.schedule(0, () -> {
            thread.set(Thread.currentThread());
            run.countDown();
        });
        awaitRun(run);
        return thread.get();
    }
}
