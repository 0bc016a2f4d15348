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

    @ApplicationScoped
    static class Yearly {
        @CronJob(cron = "0 0 0 1 1 *", identity = "yearly")
        void run() {}
    }

    @Test
    void the_clock_is_watched_while_a_job_goes_by_it() {
        start(Jobs.class);
        assertThat(timer.waiting()).isEqualTo(2);
        serve(worker(2, Jobs.class, Yearly.class));
        assertThat(timer.waiting()).isEqualTo(4);
        serve(worker(3, Jobs.class, Yearly.class));
        assertThat(timer.waiting()).isEqualTo(4);
        serve(worker(4, Jobs.class));
        assertThat(timer.waiting()).isEqualTo(2);
        serve(worker(5, Yearly.class));
        assertThat(timer.waiting()).isEqualTo(2);
        engine.stop();
        assertThat(timer.waiting()).isZero();
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
