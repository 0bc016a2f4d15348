package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.swell.runtime.config.TaskSettings;
import dev.swell.runtime.worker.FullHandover;

class ContainerThreadsTest {

    @Test
    void workThatGetsNoThreadTakesNoRoom() {
        FullHandover handover = new FullHandover();
        handover.fill(true);
        ExecutorService executor = new ContainerThreads(handover, new TaskSettings(1, 0, false, 0)).getTaskExecutor();
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> executor.execute(runs::incrementAndGet)).isInstanceOf(OutOfMemoryError.class);
        handover.fill(false);
        executor.execute(runs::incrementAndGet);

        await().until(() -> runs.get() == 1);
        handover.close();
    }
}
