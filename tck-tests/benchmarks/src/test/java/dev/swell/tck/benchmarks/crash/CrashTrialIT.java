package dev.swell.tck.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No durable task is lost: the trial itself, with few tasks and kills. */
@Tag("threads")
class CrashTrialIT {

    private static final int TASKS = 2_000;
    private static final int KILLS = 2;
    private static final int LONGEST_DELAY = 300;

    @Test
    void losesNoDurableTask() throws Exception {
        CrashResult result = CrashTrial
                .run(new CrashOptions(TASKS, KILLS, LONGEST_DELAY, false, System.nanoTime(),
                        Path.of(System.getProperty("java.home"))));
        System.out.println(result.table());
        assertThat(result.findings()).as("what was lost or doubled").isEmpty();
        assertThat(result.taken()).isGreaterThan(TASKS);
        assertThat(result.done()).isEqualTo(result.taken() - result.damaged()).isGreaterThan(TASKS);
        assertThat(result.refused()).isGreaterThanOrEqualTo(20 * 25);
        assertThat(result.kills()).isEqualTo(KILLS + 2);
    }
}
