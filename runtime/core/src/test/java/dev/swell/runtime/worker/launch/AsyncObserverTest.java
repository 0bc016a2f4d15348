package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncObserverTest {

    @TempDir
    Path folder;

    private LaunchedWorker start(String observers) throws IOException {
        return LaunchedWorker.of(new Sources()
                .type("Basket", """
                        @RequestScoped public class Basket {
                            @Inject Log log;
                            private int items;
                            public int add() { return ++items; }
                            @PreDestroy void end() { log.add("basket of " + items + " destroyed"); }
                        }""")
                .type("Log", """
                        @ApplicationScoped public class Log {
                            private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
                            public void add(String line) { lines.add(line); }
                            @Override public String toString() { return String.join(", ", lines); }
                        }""")
                .type("Sweep", """
                        @ApplicationScoped public class Sweep implements Cleaner {
                            @Inject Log log;
                            public void clean() { log.add("clean"); }
                            void failed(@Observes WorkerError error) { log.add("error " + error.cause().getMessage()); }
                        }""")
                .type("Fires", """
                        @ApplicationScoped public class Fires {
                            @Inject Event<Integer> event;
                            @Override public String toString() {
                                try {
                                    return "" + event.fireAsync(1).toCompletableFuture().get();
                                } catch (Exception e) {
                                    return e.getCause().toString();
                                }
                            }
                        }""")
                .type("Watches", "@ApplicationScoped public class Watches { @Inject Log log; @Inject Basket basket; "
                        + observers + " }")
                .jar(folder.resolve("app.jar")));
    }

    @Test
    void eachRunsInAUnitOfWorkOfItsOwn() throws IOException {
        try (LaunchedWorker worker = start("""
                void one(@ObservesAsync @Priority(1) Integer number) { log.add("one " + basket.add()); }
                void two(@ObservesAsync @Priority(2) Integer number) { log.add("two " + basket.add()); }""")) {
            assertThat(worker.text("app.Fires")).isEqualTo("1");
            assertThat(worker.text("app.Log")).isEqualTo(
                    "one 1, clean, basket of 1 destroyed, two 1, clean, basket of 1 destroyed");
            assertThat(worker.worker().active()).isZero();
        }
    }

    @Test
    void theyRunOnThreadsOfTheWorker() throws IOException {
        try (LaunchedWorker worker = start("""
                void where(@ObservesAsync Integer number) {
                    log.add(Thread.currentThread().getName() + " " + (Thread.currentThread().getContextClassLoader()
                            == Watches.class.getClassLoader()));
                }""")) {
            worker.text("app.Fires");
            assertThat(worker.text("app.Log")).matches("swell-1-task-\\d+ true, clean");
        }
    }

    @Test
    void whatOneThrowsIsCountedAndTheOthersStillRun() throws IOException {
        try (LaunchedWorker worker = start("""
                void one(@ObservesAsync @Priority(1) Integer number) { throw new AssertionError("on purpose"); }
                void two(@ObservesAsync @Priority(2) Integer number) { log.add("two"); }""")) {
            assertThat(worker.text("app.Fires")).contains("ObserverException");
            assertThat(worker.text("app.Log")).isEqualTo("clean, error on purpose, two, clean");
            assertThat(worker.worker().failures().escaped()).isEqualTo(1);
        }
    }
}
