package dev.swell.runtime.cron;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;

import dev.swell.cron.CronJobInfo;
import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.runtime.config.TaskSettings;
import dev.swell.runtime.observe.CronMetrics;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.Container;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/** Jobs of some beans, in a worker. */
abstract class JobsOfBeans {

    static final TaskSettings BOUNDS = TaskSettings.defaults();

    final Timer timer = Timer.start();
    final Workers workers = new Workers();
    final Metrics metrics = new Metrics();
    private final List<Worker> all = new ArrayList<>();
    Setting setting;
    CronEngine engine;
    WeldContainer container;
    Worker worker;

    void start(Class<?>... beans) {
        start(BOUNDS, Clocks.system(), GlobalJobs.ofOneNode(), beans);
    }

    void start(TaskSettings bounds, Clocks clocks, GlobalJobs globalJobs, Class<?>... beans) {
        setting = new Setting(timer, workers, bounds, clocks, globalJobs, new CronMetrics(metrics));
        engine = new CronEngine(setting);
        worker = worker(1, beans);
        container = WeldContainer.instance("cron-" + worker.id());
        serve(worker);
    }

    void serve(Worker next) {
        engine.prepare(next);
        workers.swap(next);
        engine.swapped(next);
    }

    Worker worker(int id, Class<?>... beans) {
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        WeldContainer weld = new Weld("cron-" + id).disableDiscovery().addExtension(extension).addBeanClasses(beans)
                .initialize();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Worker made = new Worker(id, new Container(loader, weld.getBeanManager(), extension, weld::shutdown),
                handover(id, loader));
        all.add(made);
        return made;
    }

    Handover handover(int id, ClassLoader loader) {
        return Handover.pool(id, 64, loader);
    }

    /** At most so many runs at once, and so many more that wait. */
    static TaskSettings bounds(int running, int waiting) {
        return new TaskSettings(running, waiting, BOUNDS.allDurable(), BOUNDS.maxJournal());
    }

    @AfterEach
    void close() {
        engine.stop();
        timer.close();
        all.forEach(made -> made.isIdleWithin(Duration.ofSeconds(10)));
        all.forEach(Worker::close);
        metrics.close();
    }

    CronJobInfo job(String identity) {
        return engine.jobs().list().stream().filter(job -> job.identity().equals(identity)).findFirst().orElseThrow();
    }
}
