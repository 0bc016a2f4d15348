package dev.swell.runtime.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.cron.ConcurrentExecution;
import dev.swell.cron.CronJob;
import dev.swell.cron.CronJobInfo;
import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.worker.FullHandover;
import dev.swell.runtime.worker.Handover;

/** What a job does to the others whose runs don't end. */
@Timeout(60)
class JobBoundsTest extends JobsOfBeans {

    private static CountDownLatch gate;
    private static AtomicInteger inside;
    private static AtomicInteger others;

    private final FullHandover handover = new FullHandover();

    @Override
    Handover handover(int id, ClassLoader loader) {
        return handover;
    }

    @BeforeEach
    void clear() {
        gate = new CountDownLatch(1);
        inside = new AtomicInteger();
        others = new AtomicInteger();
    }

    @AfterEach
    void open() {
        gate.countDown();
    }

    @ApplicationScoped
    static class Overlapping {
        @CronJob(every = "5ms", concurrentExecution = ConcurrentExecution.PROCEED, identity = "overlapping")
        void overlap() throws InterruptedException {
            inside.incrementAndGet();
            gate.await();
        }
    }

    @ApplicationScoped
    static class Other {
        @CronJob(every = "5ms", identity = "other")
        void run() {
            others.incrementAndGet();
        }
    }

    @ApplicationScoped
    static class Hanging {
        @CronJob(every = "1h", immediate = true, identity = "one")
        @CronJob(every = "1h", immediate = true, identity = "two")
        @CronJob(every = "1h", immediate = true, identity = "three")
        @CronJob(every = "1h", immediate = true, identity = "four")
        void hang() throws InterruptedException {
            inside.incrementAndGet();
            gate.await();
        }

    }

    @Test
    void one_whose_runs_overlap_takes_half_of_the_room_at_most() {
        try (LoggedLines log = LoggedLines.of("dev.swell.cron")) {
            start(bounds(6, 1_000), Clocks.system(), GlobalJobs.ofOneNode(), Overlapping.class, Other.class);
            await().until(() -> job("overlapping").skipped() > 20);
            int before = others.get();
            await().until(() -> others.get() > before + 10);

            assertThat(inside).hasValue(3);
            assertThat(log.withId("SWELL-734")).singleElement().asString()
                    .contains("Job 'overlapping' didn't begin, since 3 runs");
        }
    }

    @Test
    void runs_that_could_not_begin_do_not_come_in_a_burst() {
        start(bounds(4, 1_000), Clocks.system(), GlobalJobs.ofOneNode(), Hanging.class);
        await().until(() -> inside.get() == 4);
        serve(worker(2, Hanging.class, Overlapping.class));
        await().until(() -> job("overlapping").skipped() > 20);

        assertThat(job("overlapping").count()).isZero();
        assertThat(setting.background().waiting()).isOne();
        gate.countDown();
        await().until(() -> job("overlapping").count() > 0);
    }

    @Test
    void runs_beyond_what_may_wait_are_told_of_once_and_skipped() {
        try (LoggedLines log = LoggedLines.of("dev.swell.cron")) {
            start(bounds(1, 0), Clocks.system(), GlobalJobs.ofOneNode(), Hanging.class);
            await().until(() -> skippedOfAll() == 3);

            assertThat(log.withId("SWELL-733")).hasSize(1);
            assertThat(inside.get()).isLessThanOrEqualTo(1);
        }
    }

    private long skippedOfAll() {
        return engine.jobs().list().stream().mapToLong(CronJobInfo::skipped).sum();
    }

    @Test
    void a_run_that_gets_no_thread_is_told_of_and_its_schedule_goes_on() {
        try (LoggedLines log = LoggedLines.of("dev.swell.cron")) {
            handover.fill(true);
            start(Other.class);
            await().until(() -> !log.withId("SWELL-730").isEmpty());
            assertThat(job("other").count()).isZero();
            handover.fill(false);
            await().until(() -> others.get() > 2);

            assertThat(log.withId("SWELL-730")).singleElement().asString().contains("Job 'other'");
            assertThat(job("other").lastFailure()).isNull();
        }
    }
}
