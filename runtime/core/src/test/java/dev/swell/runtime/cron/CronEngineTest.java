package dev.swell.runtime.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.cron.ConcurrentExecution;
import dev.swell.cron.CronExecution;
import dev.swell.cron.CronJob;
import dev.swell.cron.CronJobInfo;
import dev.swell.lifecycle.WorkerError;
import dev.swell.state.Cleaner;

@Timeout(60)
class CronEngineTest extends JobsOfBeans {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    private static BlockingQueue<Long> runs;
    private static CountDownLatch gate;
    private static AtomicInteger inside;

    @BeforeEach
    void clear() {
        EVENTS.clear();
        runs = new LinkedBlockingQueue<>();
        gate = new CountDownLatch(1);
        inside = new AtomicInteger();
    }

    @AfterEach
    void open() {
        gate.countDown();
    }

    private static long nextRun() throws InterruptedException {
        Long count = runs.poll(20, TimeUnit.SECONDS);
        assertThat(count).as("the next run").isNotNull();
        return count;
    }

    @ApplicationScoped
    static class Steady {
        private final List<Instant> due = new CopyOnWriteArrayList<>();

        @CronJob(every = "10ms")
        void tick(CronExecution execution) {
            assertThat(execution.identity()).isEqualTo("Steady.tick");
            due.add(execution.scheduledAt());
            runs.add(execution.count());
        }

        List<Instant> due() {
            return due;
        }
    }

    @Test
    void a_job_runs_in_its_beat() throws InterruptedException {
        start(Steady.class);
        for (long count = 1; count <= 50; count++) {
            assertThat(nextRun()).isEqualTo(count);
        }
        engine.jobs().pause("Steady.tick");
        await().until(() -> !job("Steady.tick").running());
        List<Instant> due = container.select(Steady.class).get().due();
        CronJobInfo info = job("Steady.tick");
        long millis = Duration.between(due.get(0), due.get(due.size() - 1)).plusNanos(500_000).toMillis();

        assertThat(millis % 10).isZero();
        assertThat(millis / 10 + 1).as("none is lost, none doubled").isBetween(info.count(),
                info.count() + info.skipped());
        assertThat(info.count()).isEqualTo(due.size());
        assertThat(info.schedule()).isEqualTo("every 10ms");
        assertThat(info.lastRun()).isAfterOrEqualTo(due.get(due.size() - 1).minusMillis(1));
        assertThat(info.lastFailure()).isNull();
    }

    @RequestScoped
    static class Visit {
        private int uses;

        int use() {
            return ++uses;
        }

        @PreDestroy
        void end() {
            EVENTS.add("visit destroyed");
        }
    }

    @ApplicationScoped
    static class Failing implements Cleaner {
        @Inject
        Visit visit;

        @CronJob(every = "5ms")
        void fail(CronExecution execution) throws Exception {
            EVENTS.add("run " + visit.use());
            runs.add(execution.count());
            if (execution.count() % 2 == 0) {
                throw new StackOverflowError("not really");
            }
            throw new Exception("wrong");
        }

        @Override
        public void clean() {
            EVENTS.add("cleaned");
        }

        void failed(@Observes WorkerError error) {
            EVENTS.add("told of " + error.cause().getMessage());
        }
    }

    @Test
    void what_a_job_throws_is_told_and_its_schedule_goes_on() throws InterruptedException {
        start(Visit.class, Failing.class);
        for (long count = 1; count <= 4; count++) {
            assertThat(nextRun()).isEqualTo(count);
        }
        engine.jobs().pause("Failing.fail");
        await().until(() -> !job("Failing.fail").running());

        assertThat(EVENTS.subList(0, 8)).containsExactly("run 1", "told of wrong", "cleaned", "visit destroyed",
                "run 1",
                "told of not really", "cleaned", "visit destroyed");
        assertThat(job("Failing.fail").lastFailure()).containsAnyOf("java.lang.Exception: wrong",
                "java.lang.StackOverflowError: not really");
        assertThat(metrics.export()).containsPattern("swell_cron_failures_total\\{job=\"Failing.fail\",.*} [4-9]");
    }

    @ApplicationScoped
    static class Slow {
        @CronJob(every = "5ms", identity = "slow")
        void slow(CronExecution execution) throws InterruptedException {
            runs.add(execution.count());
            inside.incrementAndGet();
            gate.await();
        }

        @CronJob(every = "5ms", identity = "quick")
        void quick() {
            EVENTS.add(Thread.currentThread().getName());
        }
    }

    @Test
    void a_job_does_not_overlap_itself_and_keeps_no_other_waiting() throws InterruptedException {
        start(Slow.class);
        nextRun();
        int before = EVENTS.size();
        await().until(() -> EVENTS.size() > before + 20);
        engine.jobs().runNow("slow");

        assertThat(inside).hasValue(1);
        assertThat(job("slow").running()).isTrue();
        assertThat(job("slow").count()).isEqualTo(1);
        assertThat(job("slow").skipped()).isGreaterThan(10);
        gate.countDown();
        assertThat(nextRun()).isEqualTo(2);
    }

    @ApplicationScoped
    static class Overlapping {
        @CronJob(every = "5ms", concurrentExecution = ConcurrentExecution.PROCEED)
        void overlap() throws InterruptedException {
            inside.incrementAndGet();
            gate.await();
        }
    }

    @Test
    void a_job_may_overlap_itself_if_it_says_so() {
        start(Overlapping.class);
        await().until(() -> inside.get() >= 5);

        assertThat(job("Overlapping.overlap").running()).isTrue();
    }

    @ApplicationScoped
    static class Rare {
        @CronJob(every = "1h", immediate = true, identity = "at once")
        void immediate(CronExecution execution) {
            EVENTS.add("at once " + execution.count());
        }

        @CronJob(every = "1h", identity = "later")
        void later(CronExecution execution) {
            EVENTS.add("later " + execution.count());
        }

        @CronJob(every = "off", immediate = true, identity = "off")
        void off(CronExecution execution) {
            EVENTS.add("off " + execution.count());
        }

        @CronJob(cron = "0 0 0 1 1 *", timeZone = "UTC", identity = "new year")
        void newYear() {}
    }

    @Test
    void jobs_run_at_once_or_by_hand_and_are_listed() {
        start(Rare.class);
        await().until(() -> EVENTS.contains("at once 1"));
        engine.jobs().runNow("later");
        engine.jobs().runNow("off");
        await().until(() -> EVENTS.size() == 3);
        Instant in59Minutes = Instant.now().plus(Duration.ofMinutes(59));

        assertThat(EVENTS).containsExactlyInAnyOrder("at once 1", "later 1", "off 1");
        assertThat(engine.jobs().list()).extracting(CronJobInfo::identity).containsExactly("at once", "later",
                "new year", "off");
        assertThat(job("later").nextRun()).isBetween(in59Minutes, in59Minutes.plusSeconds(120));
        assertThat(job("off").nextRun()).isNull();
        assertThat(job("new year").nextRun().toString()).endsWith("-01-01T00:00:00Z");
        assertThat(job("new year").schedule()).isEqualTo("cron 0 0 0 1 1 * UTC");
        assertThatIllegalArgumentException().isThrownBy(() -> engine.jobs().runNow("none"))
                .withMessageStartingWith("SWELL-738: There is no job 'none': there are [");
    }

    @Test
    void a_paused_job_runs_by_hand_only_until_it_is_resumed() throws InterruptedException {
        start(Steady.class);
        nextRun();
        engine.jobs().pause("Steady.tick");
        await().until(() -> !job("Steady.tick").running());
        runs.clear();
        long count = job("Steady.tick").count();
        assertThat(runs.poll(100, TimeUnit.MILLISECONDS)).isNull();
        assertThat(job("Steady.tick").paused()).isTrue();
        assertThat(job("Steady.tick").nextRun()).isNull();
        engine.jobs().runNow("Steady.tick");
        assertThat(nextRun()).isEqualTo(count + 1);
        await().until(() -> !job("Steady.tick").running());
        engine.jobs().resume("Steady.tick");
        assertThat(nextRun()).isEqualTo(count + 2);
        assertThat(job("Steady.tick").paused()).isFalse();
    }

    @ApplicationScoped
    static class Once {
        @CronJob(every = "5ms")
        void once(CronExecution execution) {
            execution.stop();
            runs.add(execution.count());
        }
    }

    @Test
    void a_job_can_stop_itself_and_be_resumed() throws InterruptedException {
        start(Once.class);
        assertThat(nextRun()).isEqualTo(1);
        assertThat(runs.poll(100, TimeUnit.MILLISECONDS)).isNull();
        engine.jobs().resume("Once.once");
        assertThat(nextRun()).isEqualTo(2);
        assertThat(runs.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @ApplicationScoped
    static class Seconds {
        @CronJob(cron = "* * * * * *")
        void second(CronExecution execution) {
            EVENTS.add(execution.scheduledAt().toString());
            runs.add(Duration.between(execution.scheduledAt(), Instant.now()).toMillis());
        }
    }

    @Test
    void a_cron_expression_runs_when_the_clock_shows_its_time() throws InterruptedException {
        start(Seconds.class);
        for (int i = 0; i < 3; i++) {
            assertThat(nextRun()).as("milliseconds late").isNotNegative();
        }
        assertThat(Set.copyOf(EVENTS)).hasSameSizeAs(EVENTS);
        assertThat(EVENTS).allMatch(time -> time.matches(".*:\\d\\dZ"));
    }

    @ApplicationScoped
    static class Asleep {
        @CronJob(every = "1h", immediate = true)
        void sleep() throws InterruptedException {
            runs.add(0L);
            try {
                Thread.sleep(60_000);
            } finally {
                EVENTS.add("ended");
            }
        }
    }

    @Test
    void what_a_worker_still_runs_is_interrupted_when_the_wait_is_over() throws InterruptedException {
        start(Asleep.class);
        nextRun();
        long begun = System.nanoTime();
        engine.stop();
        engine.retire(worker);
        await().atMost(Duration.ofSeconds(20)).until(() -> EVENTS.contains("ended"));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(4));
        assertThat(worker.isIdleWithin(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void what_is_counted_is_in_the_metrics() throws InterruptedException {
        start(Steady.class);
        nextRun();
        await().until(() -> metrics.export().contains("swell_cron_lateness_seconds_count{job=\"Steady.tick\""));

        assertThat(metrics.export()).containsPattern("swell_cron_runs_total\\{job=\"Steady.tick\",.*} [1-9]")
                .contains("# TYPE swell_cron_lateness_seconds histogram");
    }
}
