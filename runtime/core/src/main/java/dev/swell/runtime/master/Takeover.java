package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;
import static dev.swell.runtime.master.MasterMessages.MESSAGES;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.swell.Server;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.lifecycle.WorkerStop;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.observe.LogBackend;
import dev.swell.runtime.observe.Readiness;
import dev.swell.runtime.worker.FailureCounts;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.WorkerSource;
import dev.swell.runtime.worker.Workers;
import dev.swell.runtime.worker.launch.Reasons;

/**
 * One worker taking over from another: it boots beside the one that serves, is checked, and swapped in. Whatever goes wrong
 * before the swap, the old one goes on.
 *
 * @param settings what the master was started with
 */
record Takeover(WorkerSource source, Settings settings, Server server, FailureCounts failures, Workers workers,
        Engines engines, Retirements retirements, BooleanSupplier stopping) {

    /** What a new worker gets until its readiness checks are up. */
    private static final Duration GETTING_READY = Duration.ofSeconds(5);

    Reload run() {
        long begun = System.nanoTime();
        int id = workers.currentId() + 1;
        try {
            retirements.awaitRoom();
            Worker next = start(id);
            Worker old = workers.swap(next);
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            LOG.reloaded(id, millis);
            settle(old, next);
            return new Reload(id, millis);
        } catch (InterruptedException e) {
            throw new ReloadFailure(MESSAGES.reloadWhileStopping());
        } catch (RuntimeException | Error e) { // whatever a new worker throws, the old one serves
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            LOG.notReloaded(id, id - 1, reason);
            throw new ReloadFailure(reason);
        }
    }

    private Worker start(int id) throws InterruptedException {
        Worker next = source.start(id, server);
        try {
            next.bind(server, failures);
            engines.prepare(next);
            observe(next);
            List<String> down = Readiness.await(next, GETTING_READY);
            if (!down.isEmpty()) {
                throw new ReloadFailure(MESSAGES.notReady(String.join(", ", down)));
            }
            if (stopping.getAsBoolean()) {
                throw new ReloadFailure(MESSAGES.reloadWhileStopping());
            }
            engines.open(next);
            return next;
        } catch (RuntimeException | Error | InterruptedException e) {
            String reason = e instanceof ReloadFailure ? e.getMessage() : Reasons.withPlace(e, next.loader());
            undo(next);
            throw new ReloadFailure(reason);
        }
    }

    private void observe(Worker next) {
        try {
            next.fire(new WorkerStart(server, next.id()));
        } catch (RuntimeException | Error e) {
            throw new ReloadFailure(
                    MESSAGES.observerRefuses(WorkerStart.class.getSimpleName(), Reasons.withPlace(e, next.loader())));
        }
    }

    /** What was told of its start is told of its end. */
    private void undo(Worker next) {
        engines.sockets().abandon();
        engines.retire(next, Duration.ZERO);
        try {
            next.fire(new WorkerStop(server, next.id()));
        } catch (RuntimeException | Error e) {
            LOG.stopStepFailed("observers of WorkerStop", e);
        }
        engines.end(next);
        next.close();
        retirements.watch(next);
    }

    /** The new worker serves already, whatever goes wrong here. */
    private void settle(Worker old, Worker next) {
        List<Runnable> steps = List.of(() -> engines.tasks().hold(old), () -> configure(next),
                () -> engines.begin(next), () -> retirements.begin(old));
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                LOG.reloadBroken(e);
            }
        }
    }

    private void configure(Worker next) {
        for (String key : settings.fixedElsewhere(next.settings())) {
            LOG.needsRestart(key);
        }
        LogBackend.levels(next.settings().log());
    }
}
