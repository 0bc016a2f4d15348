package dev.swell.runtime.async;

import java.time.Duration;
import java.util.Optional;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

import dev.swell.async.Events;
import dev.swell.async.Tasks;
import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.runtime.async.journal.Journal;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.config.TaskSettings;
import dev.swell.runtime.config.Threads;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.Container;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.WorkerThreads;
import dev.swell.runtime.worker.Workers;

/** An engine and one worker with beans of the test. */
final class AsyncTestServer implements AutoCloseable {

    private final Workers workers = new Workers();
    private final Timer timer = Timer.start();
    private final Metrics metrics = new Metrics();
    private final AsyncEngine engine;
    private WeldContainer container;

    AsyncTestServer(TaskSettings settings, Optional<Journal> journal, Class<?>... beans) {
        engine = new AsyncEngine(settings, workers, metrics, timer, journal);
        engine.begin(takeOver(1, beans));
    }

    static AsyncTestServer of(Class<?>... beans) {
        return new AsyncTestServer(TaskSettings.defaults(), Optional.empty(), beans);
    }

    private Worker takeOver(int id, Class<?>... beans) {
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        container = new Weld("async-" + System.nanoTime()).disableDiscovery().addExtension(extension)
                .addBeanClasses(beans).initialize();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        WeldContainer own = container;
        Handover handover = Handover.background(
                Threads.valueOf(System.getProperty("test.threads", "pool").toUpperCase(java.util.Locale.ROOT)),
                "swell-" + id, 64, loader);
        Worker worker = new Worker(id, new Container(loader, own.getBeanManager(), extension, own::shutdown),
                new WorkerThreads(handover, handover), Settings.defaults());
        engine.prepare(worker);
        workers.swap(worker);
        return worker;
    }

    /** Has another worker take over; the one before is drained and closed. */
    void reload(Duration maxWait, Class<?>... beans) {
        Worker old = workers.current();
        Worker next = takeOver(old.id() + 1, beans);
        engine.begin(next);
        engine.leave(old);
        if (!old.drain(maxWait)) {
            old.interrupt(Duration.ofSeconds(1));
        }
        engine.end(old);
        old.close();
    }

    AsyncEngine engine() {
        return engine;
    }

    Metrics metrics() {
        return metrics;
    }

    Tasks tasks() {
        return bean(Tasks.class);
    }

    Events events() {
        return bean(Events.class);
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    @Override
    public void close() {
        Worker last = workers.current();
        engine.finish(Duration.ofSeconds(10));
        last.isIdleWithin(Duration.ofSeconds(10));
        engine.end(last);
        engine.close();
        timer.close();
        last.close();
        metrics.close();
    }
}
