package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.master.Status.State;
import dev.swell.runtime.master.Status.WorkerStatus;

/** What a worker that was replaced does to the reloads after it. */
@Tag("threads")
class RetirementTest extends ReloadedApplication {

    /** Nobody can end it, so the reloads must. */
    @Test
    void failsAReloadWhenTheWorkersBeforeNeverEnd() throws Exception {
        start(version("one").type("Stuck", """
                @ApplicationScoped public class Stuck {
                    void stop(@Observes WorkerStop event) throws Exception {
                        ((java.util.concurrent.CountDownLatch) System.getProperties().get("reload.gate")).await();
                    }
                }"""), "swell.reload.max-wait", "100ms");
        for (int id = 2; id <= 5; id++) {
            assertThat(reload().workerId()).isEqualTo(id);
        }
        assertThat(failToReload()).startsWith("SWELL-666: ").contains("workers 1, 2, 3, 4",
                "app.Stuck.stop(Stuck.java:");
        assertThat(server.get("/version").body()).isEqualTo("one");
        gate().countDown();
        await().until(() -> server.master().status().workers().stream().map(WorkerStatus::state)
                .noneMatch(State.DRAINING::equals));
        assertThat(reload().workerId()).isEqualTo(6);
    }
}
