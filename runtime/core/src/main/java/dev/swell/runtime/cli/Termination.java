package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliLogger.LOG;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.swell.runtime.config.Settings;

/**
 * The end of the process, when a signal asks for it: the main thread stops everything in order, and if that takes too long
 * the process ends all the same.
 */
final class Termination {

    /** What observers and beans get for their own end, after the wait for requests. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile Duration limit = Settings.defaults().stopMaxWait();

    private Termination() {}

    /** Waits for signals from now on; until the start is over a signal only ends it afterwards. */
    static Termination bySignal() {
        Termination termination = new Termination();
        Signals.onTermination(termination::ask);
        return termination;
    }

    /** Says how long the stop waits for what still runs. */
    void limit(Duration stopMaxWait) {
        limit = stopMaxWait;
    }

    /** Waits for the first signal. */
    void await() throws InterruptedException {
        asked.await();
    }

    private void ask() {
        if (asked.getCount() == 0) {
            return;
        }
        asked.countDown();
        Thread watch = new Thread(this::endInTime, "swell-stop-limit");
        watch.setDaemon(true);
        watch.start();
    }

    private void endInTime() {
        Duration all = limit.plus(CLOSING);
        try {
            Thread.sleep(all.toMillis());
        } catch (InterruptedException e) {
            LOG.debug("interrupted while watching the stop", e);
        }
        LOG.stopTooSlow(all.toMillis());
        Runtime.getRuntime().halt(1);
    }
}
