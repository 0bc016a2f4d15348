package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;
import static dev.swell.runtime.master.MasterMessages.MESSAGES;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.undertow.server.HandlerWrapper;

import dev.swell.Listener;
import dev.swell.Server;
import dev.swell.cron.CronJobs;
import dev.swell.lifecycle.ServerStart;
import dev.swell.lifecycle.ServerStop;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.lifecycle.WorkerStop;
import dev.swell.runtime.async.AsyncEngine;
import dev.swell.runtime.async.TaskCounts;
import dev.swell.runtime.async.TaskDesk;
import dev.swell.runtime.async.journal.Journal;
import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.config.ManagementSettings;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.cron.CronEngine;
import dev.swell.runtime.http.HttpEngine;
import dev.swell.runtime.master.Status.Moved;
import dev.swell.runtime.master.Status.State;
import dev.swell.runtime.master.Status.WorkerStatus;
import dev.swell.runtime.observe.BindFailure;
import dev.swell.runtime.observe.ManagementServer;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.socket.SocketEngine;
import dev.swell.runtime.table.TableDesk;
import dev.swell.runtime.table.TableEngine;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.FailureCounts;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.SliceMeter;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.WorkerSource;
import dev.swell.runtime.worker.Workers;
import dev.swell.runtime.worker.launch.Reasons;
import dev.swell.socket.Connections;
import dev.swell.socket.Protocol;

/**
 * The server: starts the worker and opens the listeners, and ends both. A start is all or nothing. Safe for any thread.
 */
public final class Master implements AutoCloseable {

    private final WorkerSource source;
    private final Workers workers = new Workers();
    private final FailureCounts failures = new FailureCounts();
    private final Metrics metrics = new Metrics();
    private final Timer timer = Timer.start();
    private final Engines engines;
    private final Server server = new RunningServer(this);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Steps steps = new Steps();
    private final Retirements retirements;
    private final Reloads reloads;
    private final Announcements announcements = new Announcements(workers);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile Worker starting;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Master(Settings settings, WorkerSource source, Optional<Journal> journal) {
        this.source = source;
        HttpEngine http = new HttpEngine(settings.http(), workers, metrics);
        SocketEngine sockets = new SocketEngine(settings.socket(), workers, metrics);
        http.upgrades(sockets);
        this.engines = new Engines(http, sockets,
                new AsyncEngine(settings.task(), workers, metrics, timer, journal),
                new CronEngine(timer, workers, settings.task(), metrics), new TableEngine(timer, metrics));
        this.retirements = new Retirements(server, engines);
        this.reloads = new Reloads(
                new Takeover(source, settings, server, failures, workers, engines, retirements,
                        stopping::get)::run);
        http.whenUsedUp(this::reload);
    }

    /**
     * Starts a server.
     *
     * @param source starts the workers; what it throws for the first goes to the caller
     * @throws IllegalStateException if an observer of the start fails or a port can't be bound, with the reason and what to
     *         do; nothing is left running then
     */
    public static Master start(Settings settings, WorkerSource source) {
        return start(settings, source, next -> next);
    }

    /**
     * Starts a server as {@link #start(Settings, WorkerSource)} does.
     *
     * @param around what all requests pass first, on the I/O thread and whichever worker there is
     */
    public static Master start(Settings settings, WorkerSource source, HandlerWrapper around) {
        Optional<Journal> journal = settings.stateDirectory()
                .map(directory -> Journal.open(directory, settings.task().maxJournal()));
        Master master = new Master(settings, source, journal);
        journal.ifPresent(open -> master.steps.add("close the journal of tasks", open::close));
        master.http().around(around);
        try {
            if (source.isRepeatable()) {
                OwnThread.run("swell-start", () -> master.run(settings));
            } else {
                master.run(settings);
            }
            return master;
        } catch (RuntimeException | Error e) {
            master.stopping.set(true);
            master.steps.undo();
            throw e;
        }
    }

    private void run(Settings settings) {
        steps.add("end the timer", timer::close);
        steps.add("forget the metrics", metrics::close);
        steps.add("end the watch over classes", retirements.leaks()::close);
        steps.add("end the reloads", () -> reloads.close(Duration.ZERO));
        steps.add("end the tasks", tasks()::close);
        Worker worker = source.start(1, server);
        starting = worker;
        steps.add("close the worker", () -> latest().close());
        worker.bind(server, failures);
        engines.prepare(worker);
        watch();
        tellOfStart(worker);
        workers.swap(worker);
        starting = null;
        steps.add("close HTTP", http()::close);
        if (settings.management().enabled()) {
            openManagement(settings.management());
        }
        openHttp(settings.http());
        engines.open(worker);
        steps.add("drain", this::drain);
        engines.begin(worker);
    }

    /** Returns the worker that serves, or the first if none does yet; steps that held it would keep it for good. */
    private Worker latest() {
        return starting == null ? workers.current() : starting;
    }

    private void drain() {
        Duration limit = workers.current().settings().stopMaxWait();
        long begun = System.nanoTime();
        reloads.close(limit);
        new Farewell(engines, limit, begun).run(workers.current());
        retirements.close(limit.minusNanos(System.nanoTime() - begun));
    }

    private void watch() {
        metrics.gauge("swell_lanes", "Lanes of the current worker", () -> workers.current().laneCount());
        metrics.count("swell_cleaner_failures", "Cleaners that threw", failures::cleaners);
        metrics.count("swell_application_failures", "Exceptions and errors that application code let escape",
                failures::escaped);
        metrics.gauge("swell_worker", "The number of the worker that takes requests", workers::currentId);
        metrics.count("swell_rescued_slices",
                "Slices of carried threads that spare threads ran for an I/O thread that stood still",
                Handover::rescuedSlices);
        metrics.gauge("swell_moved",
                "Routes and handlers that run on the common scheduler since they kept I/O threads busy",
                () -> workers.current().meters().stream().filter(SliceMeter::isMoved).count());
        metrics.count("swell_reloads", "Workers that were replaced", reloads::count);
        metrics.count("swell_leaked_workers", "Closed workers whose classes something held in memory",
                retirements.leaks()::leaked);
        metrics.count("swell_reload_failures", "Reloads after which the worker before went on", reloads::failures);
    }

    private void tellOfStart(Worker worker) {
        steps.add("observers of WorkerStop", () -> {
            Worker last = latest();
            last.fire(new WorkerStop(server, last.id()));
        });
        steps.add("observers of ServerStop", () -> latest().fire(new ServerStop(server)));
        tell(worker, new ServerStart(server));
        tell(worker, new WorkerStart(server, worker.id()));
    }

    private static void tell(Worker worker, Record event) {
        try {
            worker.fire(event);
        } catch (RuntimeException | Error e) { // whatever it is, the start fails by it
            throw MESSAGES.observerFailed(event.getClass().getSimpleName(), Reasons.withPlace(e, worker.loader()), e);
        }
    }

    private void openManagement(ManagementSettings management) {
        ManagementServer opened = ManagementServer.open(management, workers, metrics, stopping::get);
        steps.add("close the management port", opened::close);
        listeners.add(new Listener("management", Protocol.HTTP, management.host(), opened.port()));
    }

    private void openHttp(HttpSettings address) {
        try {
            http().start();
        } catch (IOException | RuntimeException e) {
            BindFailure failure = BindFailure.of(e, "swell.http");
            throw MESSAGES.notBound(address.host(), String.valueOf(address.port()), failure.reason(),
                    failure.remedy());
        }
        listeners.add(0, new Listener("http", Protocol.HTTP, address.host(), http().address().getPort()));
    }

    /** Returns the open listeners, with the ports that were bound; that of the application first. */
    public List<Listener> listeners() {
        return Stream.concat(listeners.stream(), engines.sockets().listeners().stream()).toList();
    }

    /** Returns the server as applications see it. */
    public Server server() {
        return server;
    }

    /** Returns the worker that takes requests, for looking at it. */
    public Worker worker() {
        return workers.current();
    }

    /**
     * Starts a new worker with the code and the configuration of now and has it take over; those asked for meanwhile share
     * one more reload. Completes when the new worker serves; the old one may still finish what it has.
     *
     * @return fails with {@link ReloadFailure} if the old worker goes on, and with {@link UnsupportedOperationException} if
     *         there can't be another
     */
    public CompletableFuture<Reload> reload() {
        return source.isRepeatable() ? reloads.request() : CompletableFuture.failedFuture(MESSAGES.noReload());
    }

    /**
     * Waits until a worker that was replaced has finished, is closed, and has left the memory; collections are forced.
     *
     * @param workerId its number
     * @param atMost how long the classes get to go; they always get 10 s from the close
     * @return what holds them, if anything does
     */
    public Optional<String> prove(int workerId, Duration atMost) throws InterruptedException {
        return retirements.prove(workerId, atMost);
    }

    /** Fires an event in the worker that serves, soon and in the order of the calls; what observers throw is logged. */
    public void announce(Record event) {
        announcements.fire(event);
    }

    /** Returns how the workers are. */
    public Status status() {
        Worker now = workers.currentId() == 0 ? null : workers.current();
        Stream<WorkerStatus> current = Stream.ofNullable(now).map(worker -> status(worker, State.SERVING));
        Stream<WorkerStatus> draining = retirements.draining().stream().map(worker -> status(worker, State.DRAINING));
        Stream<WorkerStatus> closed = retirements.leaks().pending().stream()
                .map(id -> new WorkerStatus(id, State.CLOSED, 0, Optional.empty()));
        Stream<WorkerStatus> leaked = retirements.leaks().leaks().stream()
                .map(leak -> new WorkerStatus(leak.workerId(), State.LEAKED, 0, Optional.of(leak.holder())));
        Stream<WorkerStatus> old = Stream.of(draining, closed, leaked).flatMap(all -> all)
                .sorted(Comparator.comparing(WorkerStatus::id).reversed());
        return new Status(Stream.concat(current, old).toList(), now == null ? "none yet" : now.handover().name(),
                moved(now),
                reloads.count(), reloads.failures(),
                reloads.lastFailure());
    }

    private static List<Moved> moved(Worker worker) {
        return worker == null ? List.of() : worker.meters().stream().filter(SliceMeter::isMoved)
                .map(meter -> new Moved(meter.name(), Duration.ofNanos(meter.longestNanos()))).toList();
    }

    private static WorkerStatus status(Worker worker, State state) {
        return new WorkerStatus(worker.id(), state, worker.active(), Optional.empty());
    }

    int reloads() {
        return reloads.count();
    }

    int workerId() {
        return workers.currentId();
    }

    /** Returns what can be done with tasks from outside. */
    public TaskDesk taskDesk() {
        return engines.tasks().desk();
    }

    /** Returns how many tasks there are. */
    public TaskCounts taskCounts() {
        return engines.tasks().counts();
    }

    /** Returns what can be seen of tables and counters from outside. */
    public TableDesk tableDesk() {
        return engines.tables().desk();
    }

    TableEngine tables() {
        return engines.tables();
    }

    AsyncEngine tasks() {
        return engines.tasks();
    }

    HttpEngine http() {
        return engines.http();
    }

    /** Returns the jobs, as applications see them. */
    public CronJobs cronJobs() {
        return engines.cron().jobs();
    }

    Connections connections() {
        return engines.sockets().connections();
    }

    /**
     * Stops: takes no more requests, waits for those that run, at most {@code swell.stop.max-wait}, tells the observers, and
     * closes the worker. A second call waits for the end of the first.
     */
    @Override
    public void close() {
        if (stopping.compareAndSet(false, true)) {
            long begun = System.nanoTime();
            steps.undo();
            LOG.stopped(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            stopped.countDown();
        } else {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
