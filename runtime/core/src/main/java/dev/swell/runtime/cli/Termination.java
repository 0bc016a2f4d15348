package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliLogger.LOG;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import dev.swell.runtime.config.Settings;
import dev.swell.runtime.control.Stopping;

/**
 * The end of the process, when a signal or a command asks for it: the main thread stops everything in order, and if that takes too long
 * the process ends all the same.
 */
final class Termination implements Stopping {

    /** What observers and beans get for their own end, after the wait for requests. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile Supplier<Duration> limit = () -> Settings.defaults().stopMaxWait();

    private Termination() {}

    /** Waits for signals from now on; until the start is over a signal only ends it afterwards. */
    static Termination bySignal() {
        Termination termination = new Termination();
        Signals.onTermination(termination::order);
        return termination;
    }

    /** Says how long the stop waits for what still runs; it is asked when the stop begins. */
    void limit(Supplier<Duration> stopMaxWait) {
        limit = stopMaxWait;
    }

    /** Waits for the first order. */
    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public Duration order() {
        Duration all = limit.get().plus(CLOSING);
        if (asked.getCount() > 0) {
            asked.countDown();
            Thread watch = new Thread(() -> endAfter(all), "swell-stop-limit");
            watch.setDaemon(true);
            watch.start();
        }
        return all;
    }

    @Override
    public boolean isOrdered() {
        return asked.getCount() == 0;
    }

    private static void endAfter(Duration all) {
        try {
            Thread.sleep(all.toMillis());
        } catch (InterruptedException e) {
            LOG.debug("interrupted while watching the stop", e);
        }
        LOG.stopTooSlow(all.toMillis());
        Runtime.getRuntime().halt(1);
    }
}
