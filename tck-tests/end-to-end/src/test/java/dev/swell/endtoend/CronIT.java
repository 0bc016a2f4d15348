package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.endtoend.Shell.Result;

/** Jobs, in the real jar: over reloads, by the command, by the configuration. */
@Tag("threads")
class CronIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder, Map.of("BEAT_EVERY", "20ms", "SWELL_CRON_JOBS__JOBS_OVERRIDDEN__EVERY", "30ms"));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private void deploy(String version) throws Exception {
        new TestApplication().with("Jobs", """
                class Jobs {
                    @dev.swell.cron.CronJob(every = "${beat.every:1h}")
                    void beat(dev.swell.cron.CronExecution execution) {
                        System.out.println("beat %s " + execution.count() + " " + execution.scheduledAt());
                    }
                    @dev.swell.cron.CronJob(every = "1h")
                    void overridden() {}
                    @dev.swell.cron.CronJob(cron = "0 0 3 * * *", timeZone = "Europe/Berlin", identity = "night shift")
                    void night() {
                        System.out.println("night %s");
                        throw new StackOverflowError("too deep");
                    }
                    @dev.swell.cron.CronJob(cron = "off")
                    void never() {}
                }
                """.formatted(version, version)).directory(folder.resolve("app"));
    }

    private JsonNode job(String identity) throws Exception {
        JsonNode jobs = JSON.readTree(shell.run("cron", "list", identity, "--json").out());
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    private List<String[]> beats() throws Exception {
        return shell.log().lines().filter(line -> line.startsWith("beat ")).map(line -> line.split(" ")).toList();
    }

    private void awaitBeatOf(String version) {
        await().until(() -> beats().stream().anyMatch(beat -> beat[1].equals(version)));
    }

    @Test
    void jobs_go_on_over_reloads_and_by_the_command() throws Exception {
        deploy("v0");
        Result started = shell.run("start", "-d", "--app", "app");
        assertThat(started.exit()).as(started.err()).isZero();
        awaitBeatOf("v0");
        for (int i = 1; i <= 3; i++) {
            deploy("v" + i);
            assertThat(shell.run("reload").exit()).isZero();
            awaitBeatOf("v" + i);
        }
        Result paused = shell.run("cron", "pause", "Jobs.beat");
        assertThat(paused.out().lines().toList().get(1)).matches("Jobs\\.beat +every 20ms +paused.*");
        await().until(() -> !job("Jobs.beat").path("running").asBoolean());
        List<String[]> beats = beats();
        for (int i = 0; i < beats.size(); i++) {
            assertThat(beats.get(i)[2]).as("run %d", i + 1).isEqualTo(String.valueOf(i + 1));
        }
        assertThat(beats).extracting(beat -> beat[1]).isSorted();
        assertThat(beats).extracting(beat -> beat[3]).doesNotHaveDuplicates();
        assertThat(job("Jobs.beat").path("count").asInt()).isEqualTo(beats.size());

        assertThat(shell.run("reload").exit()).isZero();
        assertThat(job("Jobs.beat").path("paused").asBoolean()).isTrue();
        assertThat(beats()).hasSameSizeAs(beats);
        assertThat(shell.run("cron", "resume", "Jobs.beat").exit()).isZero();
        await().until(() -> beats().size() > beats.size());

        assertThat(job("Jobs.overridden").path("schedule").asText()).isEqualTo("every 30ms");
        await().until(() -> job("Jobs.overridden").path("count").asInt() > 1);
        assertThat(job("Jobs.never").path("nextRun").isNull()).isTrue();
        assertThat(shell.run("cron", "run", "night shift").exit()).isZero();
        await().until(() -> job("night shift").path("lastFailure").asText()
                .equals("java.lang.StackOverflowError: too deep"));
        assertThat(shell.log()).contains("SWELL-200: app.Jobs.night() failed").contains("night v3");

        JsonNode status = JSON.readTree(shell.run("status", "--json").out());
        assertThat(status.path("jobs")).extracting(job -> job.path("identity").asText()).containsExactly("Jobs.beat",
                "Jobs.never", "Jobs.overridden", "night shift");
        assertThat(shell.run("cron").out()).contains("JOB ").contains("cron 0 0 3 * * * Europe/Berlin");
        Result unknown = shell.run("cron", "pause", "Jobs.bet");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("SWELL-738: There is no job 'Jobs.bet'");
        assertThat(shell.run("cron", "run").exit()).isEqualTo(2);
        assertThat(shell.run("stop").exit()).isZero();
    }

    @Test
    void a_wrong_declaration_fails_the_start_and_says_what_to_write() throws Exception {
        new TestApplication().with("Jobs", """
                class Jobs {
                    @dev.swell.cron.CronJob(cron = "0 0 25 * * *")
                    int late() {
                        return 0;
                    }
                }
                """).directory(folder.resolve("app"));
        Result failed = shell.run("start", "--app", "app");

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("SWELL-723: @CronJob on app.Jobs.late()").contains("SWELL-721").contains(
                "'25' is no number from 0 to 23, in the field of the hours");
    }
}
