package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;
import static dev.swell.runtime.master.MasterMessages.MESSAGES;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Carries out reloads, one after the other. Those that are asked for during one become one more afterwards. Safe for any
 * thread.
 *
 * <p>
 * A thread of its own starts the threads of the reloads: one that application code has started would know, and keep, that
 * code for as long as it lives. Each reload has a new one, since application code runs on it and may leave things there.
 */
final class Reloads {

    private final Supplier<Reload> takeover;
    private final BiFunction<Runnable, String, Thread> threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private CompletableFuture<Reload> next;
    private Thread running;
    private boolean closed;
    private int count;
    private int failures;
    private String lastFailure;

    /**
     * Makes one that waits for the first request.
     *
     * @param takeover does it, and throws {@link ReloadFailure} if the worker before goes on
     */
    Reloads(Supplier<Reload> takeover) {
        this(takeover, Reloads::thread);
    }

    Reloads(Supplier<Reload> takeover, BiFunction<Runnable, String, Thread> threads) {
        this.takeover = takeover;
        this.threads = threads;
        threads.apply(this::work, "swell-reloads").start();
    }

    private static Thread thread(Runnable code, String name) {
        Thread thread = new Thread(null, code, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Reloads.class.getClassLoader());
        return thread;
    }

    /** Asks for a reload. What depends on it runs on the reload's own thread, when the next may already have begun. */
    CompletableFuture<Reload> request() {
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(new ReloadFailure(MESSAGES.reloadWhileStopping()));
            }
            if (next == null) {
                next = new CompletableFuture<>();
            }
            changed.signalAll();
            return next.copy();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (CompletableFuture<Reload> asked = await(); asked != null; asked = await()) {
            try {
                begin(asked);
            } catch (Throwable e) { // out of threads, say; the next reload may get one
                fail(asked, e);
            }
        }
    }

    /** Returns what is to be done next, as soon as nothing else is being done; null if nothing ever will be. */
    private CompletableFuture<Reload> await() {
        lock.lock();
        try {
            while (!closed && (next == null || running != null)) {
                changed.awaitUninterruptibly();
            }
            CompletableFuture<Reload> asked = next;
            next = null;
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private void begin(CompletableFuture<Reload> asked) {
        lock.lock();
        try {
            if (closed) {
                throw new ReloadFailure(MESSAGES.reloadWhileStopping());
            }
            Thread thread = threads.apply(() -> perform(asked), "swell-reload");
            thread.start();
            running = thread; // it needs the lock to be over
        } finally {
            lock.unlock();
        }
    }

    private void perform(CompletableFuture<Reload> asked) {
        try {
            Reload done = takeover.get();
            over(Optional.empty());
            asked.complete(done);
        } catch (Throwable e) {
            fail(asked, e);
        }
    }

    private void fail(CompletableFuture<Reload> asked, Throwable cause) {
        ReloadFailure failure;
        if (cause instanceof ReloadFailure known) {
            failure = known;
        } else { // a fault of ours; whatever it is, the next reload may work
            LOG.reloadBroken(cause);
            failure = new ReloadFailure(cause.toString());
        }
        over(Optional.of(failure.getMessage()));
        asked.completeExceptionally(failure);
    }

    private void over(Optional<String> failure) {
        lock.lock();
        try {
            running = null;
            count += failure.isPresent() ? 0 : 1;
            failures += failure.isPresent() ? 1 : 0;
            lastFailure = failure.orElse(null);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many have worked. */
    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many have not. */
    int failures() {
        lock.lock();
        try {
            return failures;
        } finally {
            lock.unlock();
        }
    }

    /** Returns why the last one has not worked, if so. */
    Optional<String> lastFailure() {
        lock.lock();
        try {
            return Optional.ofNullable(lastFailure);
        } finally {
            lock.unlock();
        }
    }

    /** Begins no more; one that is under way is waited for, and interrupted after that time. */
    void close(Duration atMost) {
        CompletableFuture<Reload> given;
        Thread last;
        lock.lock();
        try {
            closed = true;
            given = next;
            next = null;
            last = running;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (given != null) {
            given.completeExceptionally(new ReloadFailure(MESSAGES.reloadWhileStopping()));
        }
        if (last != null && last != Thread.currentThread()) {
            end(last, atMost);
        }
    }

    private static void end(Thread thread, Duration atMost) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, atMost.toNanos());
            if (thread.isAlive()) {
                thread.interrupt();
                TimeUnit.SECONDS.timedJoin(thread, 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
