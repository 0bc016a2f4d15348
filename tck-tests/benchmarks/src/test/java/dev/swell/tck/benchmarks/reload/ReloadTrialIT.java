package dev.swell.tck.benchmarks.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody notices a reload: the trial itself, as long as it takes to tell. */
@Tag("threads")
class ReloadTrialIT {

    private static final TrialOptions OPTIONS = new TrialOptions(50, 5, Duration.ofMillis(500), 10, 2, 64,
            Duration.ofMillis(200), 200, Duration.ofMillis(500), 8, 8, false, 512,
            Path.of(System.getProperty("java.home")));

    @Test
    void nobodyNoticesAReload() throws Exception {
        TrialResult result = ReloadTrial.run(OPTIONS);
        System.out.println(result.table());
        assertThat(result.findings()).as("what was lost, closed, doubled, out of order or left behind").isEmpty();
        assertThat(result.boots()).as("reloads that worked").hasSize(40);
        assertThat(result.failed()).as("reloads of a broken application").isEqualTo(10);
        assertThat(result.answers()).as("answers by kind of client").containsOnlyKeys("client", "socket", "stream",
                "upload").allSatisfy((kind, count) -> assertThat(count).isGreaterThan(50));
        assertThat(result.memory().values()).as("after every ten reloads").hasSize(5)
                .allMatch(Memory::isOfOneWorker);
    }
}
