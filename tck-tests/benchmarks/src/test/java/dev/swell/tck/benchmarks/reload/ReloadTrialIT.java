package dev.swell.tck.benchmarks.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody notices a reload: the trial itself, as long as it takes to tell. */
@Tag("threads")
class ReloadTrialIT {

    private static final TrialOptions OPTIONS = new TrialOptions(50, 5, Duration.ofMillis(500), 10, 2,
            new Crowd(64, Duration.ofMillis(200), 200, Duration.ofMillis(500), 8, 8, 4, 8), 512,
            Path.of(System.getProperty("java.home")));

    @Test
    void nobodyNoticesAReload() throws Exception {
        TrialResult result = ReloadTrial.run(OPTIONS);
        System.out.println(result.table());
        assertThat(result.findings()).as("what was lost, closed, doubled, out of order or left behind").isEmpty();
        assertThat(result.boots()).as("reloads that worked").hasSize(40);
        assertThat(result.failed()).as("reloads of a broken application").isEqualTo(10);
        assertThat(result.answers()).as("answers by kind of client").containsOnlyKeys("client", "socket", "stream",
                "upload", "busy", "hang-up").allSatisfy((kind, count) -> assertThat(count).isGreaterThan(50));
        List<Memory> memory = List.copyOf(result.memory().values());
        assertThat(memory).as("after every ten reloads").hasSize(5).allMatch(Memory::isOfOneWorker);
        assertThat(memory.get(4).metaspaceKilobytes() - memory.get(0).metaspaceKilobytes())
                .as("growth of the metaspace, where each worker has 5 MB and the JDK's profiles of code get bigger")
                .isLessThan(4 * 1024);
    }

    /** As somebody does who takes the server for one of his own: that is no reload without an end. */
    @Test
    void saysThatTheServerWasKilled() {
        Crowd few = new Crowd(1, Duration.ofMillis(200), 1, Duration.ofMillis(500), 1, 1, 0, 0);
        TrialOptions options = new TrialOptions(1, 5, Duration.ofMillis(500), 10, 0, few, 512,
                Path.of(System.getProperty("java.home")));
        Thread killer = new Thread(ReloadTrialIT::killTheServerWhenItIsToReload, "killer");
        killer.setDaemon(true);
        killer.start();
        assertThatThrownBy(() -> ReloadTrial.run(options)).hasMessageContaining("the server has ended with 137");
    }

    private static void killTheServerWhenItIsToReload() {
        while (children(" reload").isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        children(" start ").forEach(ProcessHandle::destroyForcibly);
    }

    /** Returns the processes of this test that run a command of Swell's. */
    private static List<ProcessHandle> children(String command) {
        return ProcessHandle.current().children().filter(child -> child.info().commandLine()
                .filter(line -> line.contains("swell.jar" + command)).isPresent()).toList();
    }
}
