package dev.swell.runtime.async;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.xnio.XnioIoThread;

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
import dev.swell.runtime.worker.SliceMeter;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.WorkerThreads;
import dev.swell.runtime.worker.Workers;

/** An engine and one worker with beans of the test. */
final class AsyncTestServer implements AutoCloseable {

    private final Workers workers = new Workers();
    private final Timer timer = Timer.start();
    private final Metrics metrics = new Metrics();
    private final AsyncEngine engine;
    private final AtomicReference<Error> failure = new AtomicReference<>();
    private WeldContainer container;

    /** Hands over, but for once throws. */
    private record FailingHandover(Handover real, AtomicReference<Error> failure) implements Handover {

        @Override
        public void hand(XnioIoThread connection, SliceMeter meter, Runnable work) {
            Error thrown = failure.getAndSet(null);
            if (thrown != null) {
                throw thrown;
            }
            real.hand(connection, meter, work);
        }

        @Override
        public List<Thread> busy() {
            return real.busy();
        }

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public void close() {
            real.close();
        }
    }

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
        Handover handover = new FailingHandover(Handover.background(
                Threads.valueOf(System.getProperty("test.threads", "pool").toUpperCase(java.util.Locale.ROOT)),
                "swell-" + id, 64, loader), failure);
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

    /** Has the next start of a thread fail. */
    void failOnce(Error thrown) {
        failure.set(thrown);
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
