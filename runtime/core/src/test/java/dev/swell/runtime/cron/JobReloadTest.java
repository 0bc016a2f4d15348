package dev.swell.runtime.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.cron.ConcurrentExecution;
import dev.swell.cron.CronExecution;
import dev.swell.cron.CronJob;

/** Jobs whose worker is replaced, and what tells a cluster's nodes apart. */
@Timeout(60)
class JobReloadTest extends JobsOfBeans {

    private static List<Instant> due;
    private static CountDownLatch gate;
    private static AtomicInteger inside;

    @BeforeEach
    void clear() {
        due = new CopyOnWriteArrayList<>();
        gate = new CountDownLatch(1);
        inside = new AtomicInteger();
    }

    @AfterEach
    void open() {
        gate.countDown();
    }

    @ApplicationScoped
    static class Seconds {
        @CronJob(cron = "* * * * * *")
        void second(CronExecution execution) {
            due.add(execution.scheduledAt());
        }
    }

    @Test
    void times_of_the_clock_are_neither_lost_nor_doubled() {
        start(Seconds.class);
        for (int id = 2; id <= 4; id++) {
            int before = due.size();
            await().until(() -> due.size() > before);
            serve(worker(id, Seconds.class));
        }
        await().until(() -> due.size() >= 4);

        for (int i = 1; i < due.size(); i++) {
            assertThat(due.get(i)).isEqualTo(due.get(0).plusSeconds(i));
        }
        assertThat(job("Seconds.second").skipped()).isZero();
    }

    @ApplicationScoped
    static class Once {
        @CronJob(every = "5ms", identity = "once")
        void once(CronExecution execution) {
            inside.incrementAndGet();
            execution.stop();
        }
    }

    @Test
    void a_job_that_has_stopped_itself_goes_on_in_the_next_worker() {
        start(Once.class);
        for (int id = 2; id <= 3; id++) {
            int runs = id - 1;
            await().until(() -> inside.get() == runs && job("once").nextRun() == null && !job("once").running());
            serve(worker(id, Once.class));
        }
        await().until(() -> inside.get() == 3);

        assertThat(job("once").count()).isEqualTo(3);
    }

    @ApplicationScoped
    static class Overlapping {
        @CronJob(every = "1h", concurrentExecution = ConcurrentExecution.PROCEED, identity = "overlapping")
        @CronJob(every = "1h", identity = "alone")
        void overlap() throws InterruptedException {
            inside.incrementAndGet();
            gate.await();
        }
    }

    @Test
    void what_may_overlap_runs_beside_what_the_worker_before_still_runs() {
        start(Overlapping.class);
        engine.jobs().runNow("overlapping");
        engine.jobs().runNow("alone");
        await().until(() -> inside.get() == 2);
        serve(worker(2, Overlapping.class));
        engine.jobs().runNow("alone");
        engine.jobs().runNow("overlapping");
        await().until(() -> inside.get() == 3);

        assertThat(job("overlapping").skipped()).isZero();
        assertThat(job("alone").skipped()).isOne();
    }

    @ApplicationScoped
    static class Global {
        @CronJob(every = "1h", global = true, identity = "global")
        @CronJob(every = "1h", identity = "local")
        void run() {
            inside.incrementAndGet();
        }
    }

    @Test
    void a_global_job_runs_where_the_cluster_says() {
        List<String> asked = new CopyOnWriteArrayList<>();
        start(BOUNDS, Clocks.system(), (identity, scheduledAt) -> !asked.add(identity) || asked.size() > 1,
                Global.class);
        engine.jobs().runNow("global");
        await().until(() -> asked.size() == 1 && !job("global").running());
        assertThat(job("global").count()).isZero();
        engine.jobs().runNow("local");
        await().until(() -> inside.get() == 1 && !job("local").running());
        engine.jobs().runNow("global");
        await().until(() -> inside.get() == 2);

        assertThat(asked).containsExactly("global", "global");
        assertThat(job("global").lastFailure()).isNull();
    }
}
