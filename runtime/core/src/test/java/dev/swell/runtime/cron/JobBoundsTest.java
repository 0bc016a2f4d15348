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
import dev.swell.runtime.LoggedLines;

/** What a job does to the others whose runs don't end. */
@Timeout(60)
class JobBoundsTest extends JobsOfBeans {

    private static CountDownLatch gate;
    private static AtomicInteger inside;
    private static AtomicInteger others;

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
}
