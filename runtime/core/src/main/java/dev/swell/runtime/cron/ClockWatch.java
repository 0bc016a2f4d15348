package dev.swell.runtime.cron;

import static dev.swell.runtime.cron.CronLogger.LOG;

import java.time.Duration;
import java.util.function.Consumer;

import dev.swell.runtime.timer.Timer;

/**
 * Notices when the wall's clock was set, or has gone on while the machine slept. Nobody tells a Java process, so it looks
 * once a second. Told on the timer's thread.
 */
final class ClockWatch {

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /** Deadlines are off by less than that. */
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    private final Timer timer;
    private final Clocks clocks;
    private final Consumer<Duration> whenSet;
    private Clocks.Reading last;
    private volatile Timer.Handle next = () -> false;
    private volatile boolean stopped;

    ClockWatch(Timer timer, Clocks clocks, Consumer<Duration> whenSet) {
        this.timer = timer;
        this.clocks = clocks;
        this.whenSet = whenSet;
        this.last = clocks.read();
    }

    void start() {
        next = timer.schedule(LOOK_NANOS, this::look);
    }

    /** Looks no more; any thread may say so. */
    void stop() {
        stopped = true;
        next.cancel();
    }

    private void look() {
        if (stopped) { // when it was too late to cancel
            return;
        }
        start();
        Clocks.Reading now = clocks.read();
        Duration by = Duration.between(last.wall().plusNanos(now.nano() - last.nano()), now.wall());
        if (by.abs().compareTo(TOLERANCE) > 0) {
            last = now;
            LOG.clockSet(by.toString());
            whenSet.accept(by);
        }
    }
}
