package dev.swell.runtime.worker.leak;

import static dev.swell.runtime.worker.leak.LeakLogger.LOG;

import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watches the class loaders of closed workers go. It waits for the JVM's own collections: a class loader that at least two
 * of those have left, the last of them begun at least 10 s after the worker was closed, is a leak, which is logged once with
 * what holds it. Safe for any thread.
 */
public final class LeakWatch implements AutoCloseable {

    /** Some things let go by themselves, but not at once: an idle HTTP client of JDK 17 does seconds after a collection. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Map<Integer, Watched> watched = new ConcurrentSkipListMap<>();
    private final ReferenceQueue<ClassLoader> flown = new ReferenceQueue<>();
    private final LongAdder leaked = new LongAdder();
    private final Holders holders = new Holders();
    private final ReentrantLock planting = new ReentrantLock();
    private final ReentrantLock naming = new ReentrantLock();
    private final Duration patience;
    private final Thread thread;
    private Canary canary;

    /** Begins. Make it before any application code runs: on JDK 17 a thread holds the classes that have started it. */
    public LeakWatch() {
        this(PATIENCE);
    }

    LeakWatch(Duration patience) {
        this.patience = patience;
        HeapDump.deleteOld();
        thread = new Thread(null, this::run, "swell-leak-watch", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(LeakWatch.class.getClassLoader());
        thread.start();
    }

    /**
     * Watches one more class loader, without holding it.
     *
     * @param workerId the number of its worker, which is closed
     */
    public void watch(int workerId, ClassLoader loader) {
        watched.put(workerId, new Watched(workerId, loader, patience));
        plant();
    }

    /** Returns the class loaders that ought to have gone, by the numbers of their workers. */
    public List<Leak> leaks() {
        dropGone();
        return watched.values().stream().map(Watched::leak).filter(Objects::nonNull).toList();
    }

    /** Returns the workers whose class loaders are still in memory, and may be. */
    public List<Integer> pending() {
        dropGone();
        return watched.values().stream().filter(loader -> loader.leak() == null).map(Watched::workerId).toList();
    }

    /** Returns how many class loaders were taken for a leak, those included that have gone after all. */
    public long leaked() {
        return leaked.sum();
    }

    /**
     * Forces collections until a class loader has gone. It is a leak if it is still there after that time, but never sooner
     * than 10 s after its worker was closed. Then what holds it is looked for, in a heap dump if need be, which stops the
     * JVM for some seconds for each gigabyte.
     *
     * @return the leak; empty if the class loader has gone, if it isn't watched, or if nothing holds it but caches that go
     *         when memory is short (it is still {@link #pending} then)
     */
    public Optional<Leak> prove(int workerId, Duration atMost) throws InterruptedException {
        Watched loader = watched.get(workerId);
        if (loader == null) {
            return Optional.empty();
        }
        loader.quiet(true);
        try {
            if (goes(loader, atMost)) {
                dropGone();
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            loader.quiet(false);
            throw e;
        }
        return report(loader, true);
    }

    private static boolean goes(Watched loader, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        end = end - loader.due() > 0 ? end : loader.due();
        long pause = FIRST_PAUSE.toNanos();
        while (true) {
            GarbageCollection.force();
            long rest = end - System.nanoTime();
            if (loader.gone() || rest <= 0) {
                return loader.gone();
            }
            Thread.sleep(Duration.ofNanos(Math.min(pause, rest)).toMillis() + 1);
            pause = Math.min(pause * 2, LONGEST_PAUSE.toNanos());
        }
    }

    private void run() {
        try {
            while (true) {
                Canary gone = (Canary) flown.remove();
                try {
                    afterCollection(gone);
                } catch (RuntimeException | Error e) { // as when memory is short
                    LOG.debug("looking for class loaders that stay", e);
                }
            }
        } catch (InterruptedException e) {
            LOG.trace("the watch over class loaders ends");
        }
    }

    private void afterCollection(Canary gone) {
        dropGone();
        for (Watched loader : watched.values()) {
            if (loader.outlives(gone.hatched()) && loader.isUnnamed()) {
                report(loader, false);
            }
        }
        planting.lock();
        try {
            canary = null;
        } finally {
            planting.unlock();
        }
        if (!watched.isEmpty()) {
            plant();
        }
    }

    /** One is enough, and none where nobody waits for it. */
    private void plant() {
        planting.lock();
        try {
            if (canary == null) {
                canary = new Canary(flown);
            }
        } catch (LinkageError | OutOfMemoryError e) { // out of metaspace perhaps; the next worker tries again
            LOG.debug("watching for collections", e);
        } finally {
            planting.unlock();
        }
    }

    private Optional<Leak> report(Watched loader, boolean asked) {
        naming.lock(); // one heap dump at a time
        try {
            Leak named = loader.leak();
            if (named != null && !Holders.isUnknown(named.holder())) {
                return Optional.of(named);
            }
            Optional<String> holder = holders.of(loader, asked);
            if (loader.gone() || !asked && Thread.currentThread().isInterrupted()) {
                return Optional.empty(); // closed meanwhile
            }
            if (holder.isEmpty()) {
                loader.quiet(true);
                LOG.cached(loader.workerId(), loader.seconds());
                return Optional.empty();
            }
            Leak leak = new Leak(loader.workerId(), holder.get());
            if (loader.isHeld(leak)) {
                leaked.increment();
            }
            LOG.leaks(leak.workerId(), loader.seconds(), leak.holder());
            return Optional.of(leak);
        } finally {
            naming.unlock();
        }
    }

    private void dropGone() {
        for (Watched loader : watched.values()) {
            if (loader.gone() && watched.remove(loader.workerId(), loader) && loader.leak() != null) {
                LOG.gone(loader.workerId());
            }
        }
    }

    /** Ends; what was found stays. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
