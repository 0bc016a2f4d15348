package dev.swell.runtime.cron;

import static dev.swell.runtime.cron.JobMessages.MESSAGES;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.swell.cron.CronJobInfo;
import dev.swell.cron.CronJobs;
import dev.swell.extension.model.CronModel;
import dev.swell.runtime.config.TaskSettings;
import dev.swell.runtime.observe.CronMetrics;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/** Runs the jobs of the current worker when they are due. Safe for any thread. */
public final class CronEngine {

    /** So that jobs of the same interval don't all come at one moment, nor the timer wakes for each. */
    private static final long APART_NANOS = Duration.ofNanos(1_600_000).toNanos();
    private static final int TOGETHER = 16;

    private final Setting setting;
    private final Map<String, Job> jobs = new ConcurrentSkipListMap<>();
    private final Set<Job> gone = ConcurrentHashMap.newKeySet(); // but perhaps still running
    private final CronJobs view = new View();
    private volatile ClockWatch watch; // null where no job goes by the clock
    private volatile boolean stopped;

    /** Makes one without jobs: {@link #swapped} brings them. */
    public CronEngine(Timer timer, Workers workers, TaskSettings bounds, Metrics metrics) {
        this(new Setting(timer, workers, bounds, Clocks.system(), GlobalJobs.ofOneNode(), new CronMetrics(metrics)));
    }

    CronEngine(Setting setting) {
        this.setting = setting;
    }

    /** Keeps what the worker declares; before it can be the current one. */
    public void prepare(Worker worker) {
        worker.set(Run.MODELS, worker.model().jobs().stream()
                .collect(Collectors.toUnmodifiableMap(CronModel::identity, Function.identity())));
    }

    /**
     * Has the jobs of a worker that is the current one now go on: in the beat that the worker before has left, or from now.
     * Not by two threads at once.
     */
    public void swapped(Worker worker) {
        if (stopped) {
            return;
        }
        Set<String> left = new HashSet<>(jobs.keySet());
        long start = setting.clocks().nano();
        int declared = 0;
        for (CronModel model : worker.model().jobs()) {
            left.remove(model.identity());
            jobs.computeIfAbsent(model.identity(), identity -> new Job(identity, setting))
                    .declare(model, worker.id(), worker.settings().cron().enabled(),
                            start + declared++ / TOGETHER * APART_NANOS);
        }
        left.forEach(identity -> leave(jobs.remove(identity)));
        watchTheClock();
        if (stopped) { // meanwhile
            stop();
        }
    }

    private void leave(Job job) {
        job.remove();
        gone.removeIf(before -> !before.isRunning());
        gone.add(job);
    }

    private void watchTheClock() {
        boolean needed = jobs.values().stream().anyMatch(Job::goesByTheClock);
        if (!needed) {
            endWatch();
        } else if (watch == null) {
            watch = new ClockWatch(setting.timer(), setting.clocks(),
                    by -> jobs.values().forEach(job -> job.clockSet(by)));
            watch.start();
        }
    }

    private void endWatch() {
        ClockWatch before = watch;
        watch = null;
        if (before != null) {
            before.stop();
        }
    }

    /** Has what a worker still runs interrupted when {@code swell.cron.max-wait} is over; does not wait for that. */
    public void retire(Worker worker) {
        int id = worker.id();
        setting.timer().schedule(worker.settings().cron().maxWait().toNanos(), () -> interrupt(id));
    }

    /** On a thread of its own, since an interrupt may close channels. */
    private void interrupt(int workerId) {
        List<Job> running = Stream.concat(jobs.values().stream(), gone.stream()).filter(job -> job.runsIn(workerId))
                .toList();
        if (!running.isEmpty()) {
            Thread thread = new Thread(null, () -> running.forEach(job -> job.interrupt(workerId)),
                    "swell-cron-interrupt", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Has no run begin any more. */
    public void stop() {
        stopped = true;
        jobs.values().forEach(Job::remove);
        endWatch();
    }

    /** Returns the jobs as applications see them. */
    public CronJobs jobs() {
        return view;
    }

    private final class View implements CronJobs {

        @Override
        public List<CronJobInfo> list() {
            return jobs.values().stream().map(Job::info).toList();
        }

        @Override
        public void pause(String id) {
            job(id).pause();
        }

        @Override
        public void resume(String id) {
            job(id).resume();
        }

        @Override
        public void runNow(String id) {
            job(id).runNow();
        }

        private Job job(String id) {
            Job job = id == null ? null : jobs.get(id);
            if (job == null) {
                throw MESSAGES.noSuchJob(id, Set.copyOf(jobs.keySet()));
            }
            return job;
        }
    }
}
