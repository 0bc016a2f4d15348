package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;
import static dev.swell.runtime.master.MasterMessages.MESSAGES;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
        this.takeover = takeover;
        thread(this::work, "swell-reloads").start();
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
        lock.lock();
        try {
            while (!closed) {
                if (next == null || running != null) {
                    changed.awaitUninterruptibly();
                } else {
                    CompletableFuture<Reload> asked = next;
                    next = null;
                    running = thread(() -> perform(asked), "swell-reload");
                    running.start();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void perform(CompletableFuture<Reload> asked) {
        try {
            Reload done = takeover.get();
            over(Optional.empty());
            asked.complete(done);
        } catch (ReloadFailure e) {
            over(Optional.of(e.getMessage()));
            asked.completeExceptionally(e);
        } catch (Throwable e) { // a fault of ours; whatever it is, the next reload may work
            LOG.reloadBroken(e);
            over(Optional.of(e.toString()));
            asked.completeExceptionally(new ReloadFailure(e.toString()));
        }
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
