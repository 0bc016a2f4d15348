package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.worker.Worker;

class ThreadReleaseTest {

    @TempDir
    Path folder;

    @Test
    void blamesTheApplicationForItsOwnThreadsOnly() throws IOException, InterruptedException {
        Path jar = new Sources()
                .type("Scoped",
                        """
                                @ApplicationScoped public class Scoped {
                                    void start(@Observes Startup event) {
                                        Thread own = new Thread(() -> {
                                            long end = System.nanoTime() + 4_000_000_000L;
                                            while (System.nanoTime() < end) { Thread.interrupted(); java.util.concurrent.locks.LockSupport.parkNanos(10_000_000); }
                                        }, "stubborn");
                                        own.setDaemon(true);
                                        own.start();
                                    }
                                }""")
                .jar(folder.resolve("app.jar"));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (LoggedLines log = LoggedLines.of("dev.swell.worker")) {
            Worker worker = LaunchedWorker.of(jar).worker();
            worker.handover().hand(null, () -> {
                running.countDown();
                awaitWhateverHappens(end);
            });
            running.await();
            worker.close();
            assertThat(log.withId("SWELL-251")).containsExactly(
                    "SWELL-251: Thread 'stubborn', which the application has started, goes on after worker-1 is closed, and "
                            + "may hold its classes: end it in a @PreDestroy method");
        } finally {
            end.countDown();
        }
    }

    private static void awaitWhateverHappens(CountDownLatch end) {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                assertThat(end.getCount()).isPositive(); // a request that doesn't mind
            }
        }
    }
}
