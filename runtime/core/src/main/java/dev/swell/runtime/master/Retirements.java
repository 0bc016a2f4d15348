package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;
import static dev.swell.runtime.master.MasterMessages.MESSAGES;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import dev.swell.Server;
import dev.swell.lifecycle.WorkerStop;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.launch.Reasons;
import dev.swell.runtime.worker.leak.Leak;
import dev.swell.runtime.worker.leak.LeakWatch;

/**
 * The workers that another has taken over from: each finishes what it has, on a thread of its own, and is closed. Safe for
 * any thread.
 */
final class Retirements {

    /** How many may still be at it; with more, reloads in quick succession would fill the memory. */
    private static final int MAX = 4;

    /** What one may need after its {@code swell.reload.max-wait}; nobody can end observers of its end, but reloads can fail. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /** Streams of events without one for so long end, so that the client opens them again in the new worker. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Server server;
    private final Engines engines;
    private final BiFunction<Runnable, String, Thread> threads;
    private final LeakWatch leaks = new LeakWatch();
    private final Semaphore room = new Semaphore(MAX);
    private final Map<Worker, Thread> draining = new ConcurrentHashMap<>();

    Retirements(Server server, Engines engines) {
        this(server, engines, (code, name) -> new Thread(null, code, name, 0, false));
    }

    Retirements(Server server, Engines engines, BiFunction<Runnable, String, Thread> threads) {
        this.server = server;
        this.engines = engines;
        this.threads = threads;
    }

    /**
     * Waits until another worker may retire; each takes its {@code swell.reload.max-wait} at most, and then what its own code
     * needs to close it.
     *
     * @throws ReloadFailure if that doesn't end, with where it stands
     */
    void awaitRoom() throws InterruptedException {
        Duration longest = draining.keySet().stream().map(worker -> worker.settings().reload().maxWait())
                .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        if (!room.tryAcquire(longest.plus(CLOSING).toNanos(), TimeUnit.NANOSECONDS)) {
            throw new ReloadFailure(whatStays());
        }
        room.release();
    }

    private String whatStays() {
        Map<Worker, Thread> all = new TreeMap<>(Comparator.comparing(Worker::id));
        all.putAll(draining);
        String reason = MESSAGES
                .workersStay(
                        all.keySet().stream().map(Worker::id).map(String::valueOf).collect(Collectors.joining(", ")));
        return all.entrySet().stream().findFirst().map(oldest -> {
            Exception there = new Exception(reason);
            there.setStackTrace(oldest.getValue().getStackTrace());
            return Reasons.withPlace(there, oldest.getKey().loader());
        }).orElse(reason);
    }

    /**
     * Has a worker finish and closed, which takes no new work from now on. If the process may have no more threads, the
     * caller does it.
     */
    void begin(Worker worker) {
        room.acquireUninterruptibly();
        Thread thread = threads.apply(() -> retire(worker), "swell-retire-" + worker.id());
        thread.setDaemon(true);
        draining.put(worker, thread);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            LOG.retiresInPlace(worker.id(), e);
            draining.put(worker, Thread.currentThread());
            retire(worker);
        }
    }

    private void retire(Worker worker) {
        try {
            try {
                engines.retire(worker, QUIET);
                new Drain(engines.http(), worker, worker.settings().reload().maxWait()).run();
                Thread.interrupted(); // it has shortened the wait; what comes now is short
                engines.end(worker);
                tell(worker);
                engines.http().sessions().passivate(worker);
            } finally {
                worker.close();
                watch(worker);
            }
        } catch (RuntimeException | Error e) { // there is another worker, so nobody would notice
            LOG.retirementFailed(worker.id(), e);
        } finally {
            draining.remove(worker);
            room.release();
        }
    }

    private void tell(Worker worker) {
        try {
            worker.fire(new WorkerStop(server, worker.id()));
        } catch (RuntimeException | Error e) {
            LOG.stopStepFailed("observers of WorkerStop", e);
        }
    }

    /** Has it seen to that the classes of a closed worker go. */
    void watch(Worker closed) {
        leaks.watch(closed.id(), closed.loader());
    }

    /** Returns what watches the classes of closed workers. */
    LeakWatch leaks() {
        return leaks;
    }

    /**
     * Waits until the worker of that number is closed and its classes have gone, which is forced.
     *
     * @return what holds them, if anything does
     */
    Optional<String> prove(int workerId, Duration atMost) throws InterruptedException {
        awaitClosed(workerId);
        return leaks.prove(workerId, atMost).map(Leak::holder);
    }

    /** Apart, so that no variable of whoever proves holds the worker; since JDK 19 a thread does too that has ended. */
    private void awaitClosed(int workerId) throws InterruptedException {
        for (Map.Entry<Worker, Thread> retiring : draining.entrySet()) {
            if (retiring.getKey().id() == workerId) {
                retiring.getValue().join();
            }
        }
    }

    /** Returns those that are not closed yet. */
    List<Worker> draining() {
        return List.copyOf(draining.keySet());
    }

    /** Waits for all of them; those that are not done after that time are ended. */
    void close(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        List<Thread> threads = new ArrayList<>(draining.values());
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
            }
            threads.forEach(Thread::interrupt); // which ends their wait, and what they wait for
            for (Thread thread : threads) {
                TimeUnit.SECONDS.timedJoin(thread, 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
