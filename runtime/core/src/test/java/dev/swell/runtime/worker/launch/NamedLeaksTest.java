package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.metrics.MetricID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.smallrye.metrics.SharedMetricRegistries;

import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.leak.LeakWatch;

/** What an application leaves behind and nobody else may end is named. */
class NamedLeaksTest {

    private static final String BUSY = "app.Starts.busy";

    @TempDir
    Path folder;

    private void close(LeakWatch watch, int id, String code) throws IOException {
        Path jar = new Sources().type("Starts", """
                @ApplicationScoped public class Starts {
                    void start(@Observes Startup event) throws Exception { %s }
                    static void busy() {
                        while (System.getProperty("%s") != null) {
                            try { Thread.sleep(10); } catch (InterruptedException e) { continue; }
                        }
                    }
                    static int number() { return 1; }
                }""".formatted(code, BUSY)).jar(folder.resolve(id + ".jar"));
        Worker worker = LaunchedWorker.of(id, Application.at(List.of(jar)), Map.of()).worker();
        worker.close();
        watch.watch(id, worker.loader());
    }

    private static String holder(LeakWatch watch, int id) throws InterruptedException {
        return watch.prove(id, Duration.ZERO).orElseThrow().holder();
    }

    @Test
    void isNamed() throws Exception {
        System.setProperty(BUSY, "true");
        try (LeakWatch watch = new LeakWatch()) {
            close(watch, 1, """
                    java.util.concurrent.Executors.newFixedThreadPool(1, work -> {
                        Thread thread = new Thread(work, "app-worker");
                        thread.setDaemon(true);
                        return thread;
                    }).execute(() -> busy());""");
            close(watch, 2,
                    """
                            new Timer("app-timer", true).schedule(new TimerTask() { @Override public void run() { number(); } }, 0, 3_600_000);""");
            close(watch, 3,
                    """
                            java.util.concurrent.CompletableFuture.delayedExecutor(1, java.util.concurrent.TimeUnit.HOURS).execute(() -> number());""");
            close(watch, 4,
                    """
                            io.smallrye.metrics.SharedMetricRegistries.getOrCreate("application").gauge("app-gauge", () -> number());""");

            assertThat(holder(watch, 1)).isEqualTo("thread 'app-worker' (it runs app.Starts.busy)");
            assertThat(holder(watch, 2)).contains("thread 'app-timer'", "class app.Starts");
            assertThat(holder(watch, 3)).contains("java.util.concurrent.", "class app.Starts");
            assertThat(holder(watch, 4)).contains("class io.smallrye.metrics.SharedMetricRegistries",
                    "class app.Starts");
            assertThat(watch.leaked()).isEqualTo(4);
        } finally {
            System.clearProperty(BUSY);
            SharedMetricRegistries.getOrCreate("application").remove(new MetricID("app-gauge"));
        }
    }
}
