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

import dev.swell.cron.CronJob;
import dev.swell.cron.CronJobs;

/** What begins after a stop. */
@Timeout(60)
class JobEndTest extends JobsOfBeans {

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
    static class Jobs {
        @CronJob(every = "1h", identity = "hanging")
        void hang() throws InterruptedException {
            inside.incrementAndGet();
            gate.await();
        }

        @CronJob(every = "1h", identity = "other")
        void other() {
            others.incrementAndGet();
        }
    }

    @Test
    void no_run_begins_after_a_stop_not_even_one_that_has_waited() {
        start(bounds(1, 10), Clocks.system(), GlobalJobs.ofOneNode(), Jobs.class);
        CronJobs jobs = engine.jobs();
        jobs.runNow("hanging");
        await().until(() -> inside.get() == 1);
        jobs.runNow("other");
        assertThat(setting.background().waiting()).isOne();
        engine.stop();
        gate.countDown();
        await().until(() -> setting.background().running() == 0 && setting.background().waiting() == 0);
        jobs.runNow("hanging");

        assertThat(setting.background().running()).isZero();
        assertThat(inside).hasValue(1);
        assertThat(others).hasValue(0);
        assertThat(job("other").count()).isZero();
    }
}
