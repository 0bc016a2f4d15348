package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.cron.CronJobInfo;
import dev.swell.runtime.worker.launch.Sources;

@Timeout(120)
class CronReloadTest extends ReloadedApplication {

    private static final String BEAT = "Beats.beat";

    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() {
        System.getProperties().put(EVENTS, events);
    }

    /** A class without a scope, whose job says in which version it runs and when it should. */
    private static Sources beats(String version, String every, String more) {
        return version(version).type("Beats", """
                public class Beats {
                    @dev.swell.cron.CronJob(every = "%s")
                    void beat(dev.swell.cron.CronExecution execution) {
                        ((java.util.Queue<Object>) System.getProperties().get("reload.events"))
                                .add("%s " + execution.count() + " " + execution.scheduledAt());
                    }
                    %s
                }
                """.formatted(every, version, more));
    }

    private CronJobInfo job(String identity) {
        return server.master().cronJobs().list().stream().filter(job -> job.identity().equals(identity)).findFirst()
                .orElse(null);
    }

    private void awaitRunOf(String version) {
        await().until(() -> events.stream().anyMatch(event -> event.startsWith(version + " ")));
    }

    @Test
    void jobs_go_on_in_their_beat_over_reloads() throws IOException {
        start(beats("v0", "20ms", ""));
        awaitRunOf("v0");
        for (int i = 1; i <= 4; i++) {
            deploy(beats("v" + i, "20ms", ""));
            reload();
            awaitRunOf("v" + i);
        }
        server.master().cronJobs().pause(BEAT);
        await().until(() -> !job(BEAT).running());
        List<String[]> runs = events.stream().map(event -> event.split(" ")).toList();
        Instant first = Instant.parse(runs.get(0)[2]);
        long beats = 0;
        for (int i = 0; i < runs.size(); i++) {
            assertThat(runs.get(i)[1]).as("run %s of %s", i, runs.size()).isEqualTo(String.valueOf(i + 1));
            long micros = Duration.between(first, Instant.parse(runs.get(i)[2])).toNanos() / 1000;
            assertThat(Math.floorMod(micros + 5_000, 20_000)).as("off the beat, in microseconds").isLessThan(10_000);
            long beat = (micros + 5_000) / 20_000;
            assertThat(i == 0 || beat > beats).as("not twice at one beat").isTrue();
            beats = beat;
        }

        assertThat(beats + 1).as("beats, of which none is lost")
                .isBetween((long) runs.size(), runs.size() + job(BEAT).skipped());
        assertThat(runs).extracting(run -> run[0]).isSorted();
    }

    @Test
    void a_job_that_is_paused_stays_so_and_one_that_is_gone_is_gone() throws IOException {
        start(beats("v0", "20ms", "@dev.swell.cron.CronJob(every = \"1h\") void extra() {}"));
        awaitRunOf("v0");
        server.master().cronJobs().pause(BEAT);
        assertThat(job("Beats.extra")).isNotNull();
        deploy(beats("v1", "20ms", ""));
        reload();

        assertThat(job("Beats.extra")).isNull();
        assertThat(job(BEAT).paused()).isTrue();
        server.master().cronJobs().resume(BEAT);
        awaitRunOf("v1");
    }

    @Test
    void another_interval_counts_from_the_reload_on_and_at_once_means_the_first_time() throws IOException {
        start(beats("v0", "1h", ""));
        deploy(beats("v1", "10ms", """
                @dev.swell.cron.CronJob(every = "1h", immediate = true)
                void atOnce(dev.swell.cron.CronExecution execution) {
                    ((java.util.Queue<Object>) System.getProperties().get("reload.events")).add("immediate");
                }
                """));
        reload();
        awaitRunOf("v1");
        await().until(() -> events.contains("immediate"));
        reload();
        awaitRunOf("v1");
        int runs = events.size();
        await().until(() -> events.size() > runs + 5);

        assertThat(events.stream().filter(event -> event.equals("immediate"))).hasSize(1);
        assertThat(job(BEAT).schedule()).isEqualTo("every 10ms");
    }

    @Test
    void the_configuration_counts_more_and_switches_off() throws IOException {
        start(beats("v0", "1h", ""), "swell.cron.jobs.\"Beats.beat\".every", "10ms");
        awaitRunOf("v0");
        assertThat(job(BEAT).schedule()).isEqualTo("every 10ms");
        server.close();
        server = null;
        events.clear();
        start(beats("v1", "${beat.every:10ms}", ""), "swell.cron.enabled", "false");
        assertThat(job(BEAT).nextRun()).isNull();
        assertThat(job(BEAT).schedule()).isEqualTo("every 10ms");
        server.master().cronJobs().runNow(BEAT);
        awaitRunOf("v1");

        assertThat(events).hasSize(1);
    }

    @Test
    void the_old_code_gets_its_time_and_then_the_new_code_has_its_turn() throws IOException {
        start(beats("v0", "20ms", """
                @dev.swell.cron.CronJob(every = "20ms")
                void hang() throws InterruptedException {
                    ((java.util.Queue<Object>) System.getProperties().get("reload.events")).add("hangs");
                    Thread.sleep(100_000);
                }
                """), "swell.cron.max-wait", "300ms");
        await().until(() -> events.contains("hangs"));
        deploy(beats("v1", "20ms", """
                @dev.swell.cron.CronJob(every = "20ms")
                void hang() {
                    ((java.util.Queue<Object>) System.getProperties().get("reload.events")).add("works");
                }
                """));
        reload();
        assertThat(events).doesNotContain("works");
        await().until(() -> events.contains("works"));
        await().until(() -> server.master().status().workers().stream()
                .noneMatch(worker -> worker.state() == Status.State.DRAINING));
    }
}
