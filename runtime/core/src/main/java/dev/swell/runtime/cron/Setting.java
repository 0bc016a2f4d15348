package dev.swell.runtime.cron;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.swell.runtime.observe.CronMetrics;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.Background;

/**
 * What all jobs work with.
 *
 * @param complained when somebody last complained of too many runs
 */
record Setting(Timer timer, Background background, Clocks clocks, GlobalJobs globalJobs, CronMetrics metrics,
        AtomicLong complained) {

    private static final long SILENCE = Duration.ofMinutes(1).toNanos();

    Setting(Timer timer, Background background, Clocks clocks, GlobalJobs globalJobs, CronMetrics metrics) {
        this(timer, background, clocks, globalJobs, metrics, new AtomicLong(System.nanoTime() - SILENCE));
    }

    boolean mayComplain() {
        long last = complained.get();
        long now = System.nanoTime();
        return now - last >= SILENCE && complained.compareAndSet(last, now);
    }
}
