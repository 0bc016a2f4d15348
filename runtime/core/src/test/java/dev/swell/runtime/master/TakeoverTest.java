package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.cron.CronJob;
import dev.swell.cron.CronJobInfo;
import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.runtime.async.AsyncEngine;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.cron.CronEngine;
import dev.swell.runtime.http.HttpEngine;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.socket.SocketEngine;
import dev.swell.runtime.table.TableEngine;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.Container;
import dev.swell.runtime.worker.FailureCounts;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

@Timeout(60)
class TakeoverTest {

    /** As when the process may have no more threads. */
    private static final BiFunction<Runnable, String, Thread> NO_THREADS = (code, name) -> new Thread(code, name) {
        @Override
        public void start() {
            throw new OutOfMemoryError("unable to create native thread");
        }
    };

    private final Settings settings = Settings.defaults();
    private final Workers workers = new Workers();
    private final Metrics metrics = new Metrics();
    private final Timer timer = Timer.start();
    private final Engines engines = new Engines(new HttpEngine(settings.http(), workers, metrics),
            new SocketEngine(settings.socket(), workers, metrics),
            new AsyncEngine(settings.task(), workers, metrics, timer, Optional.empty()),
            new CronEngine(timer, workers, settings.task(), metrics), new TableEngine(timer, metrics));
    private final Retirements retirements = new Retirements(null, engines, NO_THREADS);

    @AfterEach
    void close() {
        engines.cron().stop();
        engines.sockets().stop(Duration.ZERO);
        workers.current().close();
        retirements.leaks().close();
        timer.close();
        metrics.close();
    }

    @ApplicationScoped
    static class First {
        @CronJob(every = "1h")
        void run() {}
    }

    @ApplicationScoped
    static class Second {
        @CronJob(every = "1h")
        void run() {}
    }

    private static Worker worker(int id, Class<?> bean) {
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        WeldContainer weld = new Weld("takeover-" + id).disableDiscovery().addExtension(extension).addBeanClasses(bean)
                .initialize();
        ClassLoader loader = new ClassLoader(TakeoverTest.class.getClassLoader()) {};
        return new Worker(id, new Container(loader, weld.getBeanManager(), extension, weld::shutdown),
                Handover.pool(id, 4, loader));
    }

    @Test
    void isWholeEvenIfThereIsNoThreadForTheWorkerBefore() {
        engines.http().upgrades(engines.sockets());
        Worker first = worker(1, First.class);
        engines.prepare(first);
        workers.swap(first);
        engines.begin(first);
        Takeover takeover = new Takeover((id, server) -> worker(id, Second.class), settings, null,
                new FailureCounts(), workers, engines, retirements, () -> false);

        for (int id = 2; id <= 6; id++) { // more than may retire at one time
            Worker before = workers.current();
            assertThat(takeover.run().workerId()).isEqualTo(id);
            assertThat(engines.cron().jobs().list()).extracting(CronJobInfo::identity).containsExactly("Second.run");
            assertThat(retirements.draining()).isEmpty();
            assertThat(before.isIdleWithin(Duration.ZERO)).isTrue();
        }
        assertThat(WeldContainer.getRunningContainerIds()).contains("takeover-6").doesNotContain("takeover-1",
                "takeover-5");
    }
}
