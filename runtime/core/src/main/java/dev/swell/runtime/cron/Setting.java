package dev.swell.runtime.cron;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.swell.runtime.config.TaskSettings;
import dev.swell.runtime.observe.CronMetrics;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.Background;
import dev.swell.runtime.worker.Workers;

/**
 * What all jobs work with.
 *
 * @param maxOfOneJob how many runs one job may have at a time
 * @param complained when somebody last complained of too many runs
 */
record Setting(Timer timer, Background background, int maxOfOneJob, Clocks clocks, GlobalJobs globalJobs,
        CronMetrics metrics, AtomicLong complained) {

    private static final long SILENCE = Duration.ofMinutes(1).toNanos();

    Setting(Timer timer, Workers workers, TaskSettings bounds, Clocks clocks, GlobalJobs globalJobs,
            CronMetrics metrics) {
        this(timer, new Background(workers, bounds.maxConcurrent(), bounds.maxQueued()),
                Math.max(1, bounds.maxConcurrent() / 2), clocks, globalJobs, metrics,
                new AtomicLong(System.nanoTime() - SILENCE));
    }

    boolean mayComplain() {
        long last = complained.get();
        long now = System.nanoTime();
        return now - last >= SILENCE && complained.compareAndSet(last, now);
    }
}
