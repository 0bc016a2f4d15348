package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.xnio.XnioIoThread;

import dev.swell.runtime.config.TaskSettings;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.SliceMeter;

class ContainerThreadsTest {

    private final AtomicBoolean full = new AtomicBoolean(true);

    /** As when the process may have no more threads. */
    private final Handover handover = new Handover() {

        @Override
        public void hand(XnioIoThread connection, SliceMeter meter, Runnable work) {
            if (full.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            work.run();
        }

        @Override
        public List<Thread> busy() {
            return List.of();
        }

        @Override
        public String name() {
            return "full";
        }

        @Override
        public void close() {}
    };

    @Test
    void workThatGetsNoThreadTakesNoRoom() {
        ExecutorService executor = new ContainerThreads(handover, new TaskSettings(1, 0, false, 0)).getTaskExecutor();
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> executor.execute(runs::incrementAndGet)).isInstanceOf(OutOfMemoryError.class);
        full.set(false);
        executor.execute(runs::incrementAndGet);

        assertThat(runs).hasValue(1);
    }
}
