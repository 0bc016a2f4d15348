package dev.swell.runtime.worker;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that run slices of carried work when an I/O thread stands still. A few do, as long as they get on: slices are
 * short. If they stand still, too, with more slices behind them, one of those may be what they wait for, so each gets a
 * thread then. How many slices there are is bounded by what is admitted.
 */
final class SpareThreads implements Executor {

    private static final int ENOUGH = 64;
    private static final int MAX = 2_000;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final ThreadPoolExecutor threads;
    private final Duration patience;
    private long done = -1;
    private long stillSince;

    /**
     * Makes some.
     *
     * @param patience how long they may stand still before there are more
     */
    SpareThreads(Duration patience, ThreadFactory factory) {
        this.patience = patience;
        this.threads = new ThreadPoolExecutor(ENOUGH, ENOUGH, IDLE.toSeconds(), TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable slice) {
        threads.execute(slice);
    }

    /** Tells whether slices wait for a thread. */
    boolean hasWaiting() {
        return !threads.getQueue().isEmpty();
    }

    /** Starts more if they have stood still for long; to be called again and again, by one thread. */
    void look() {
        long now = System.nanoTime();
        long doneNow = threads.getCompletedTaskCount();
        if (!hasWaiting() || doneNow != done) {
            done = doneNow;
            stillSince = now;
        } else if (now - stillSince >= patience.toNanos()) {
            more(threads.getPoolSize() + threads.getQueue().size());
        }
        if (threads.getMaximumPoolSize() > ENOUGH && threads.getActiveCount() == 0) {
            threads.setCorePoolSize(ENOUGH);
            threads.setMaximumPoolSize(ENOUGH);
        }
    }

    private void more(int wanted) {
        int count = Math.min(MAX, wanted);
        if (count > threads.getMaximumPoolSize()) {
            threads.setMaximumPoolSize(count);
            threads.setCorePoolSize(count); // starts them
        }
    }
}
