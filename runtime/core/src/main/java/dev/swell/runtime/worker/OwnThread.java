package dev.swell.runtime.worker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs application code on a thread that ends afterwards. On a thread that stays, what such code leaves in a
 * {@link ThreadLocal} would hold its classes.
 */
public final class OwnThread {

    private OwnThread() {}

    /**
     * Runs it, and waits for its end however long that takes; who interrupts the caller interrupts it.
     *
     * @param name the thread's name
     * @param loader the thread's context class loader
     * @return what it returns; what it throws is thrown as it is
     */
    public static <T> T call(String name, ClassLoader loader, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true); // the caller waits anyway
        thread.setContextClassLoader(loader);
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result(task);
    }

    private static <T> T result(FutureTask<T> ended) {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // a supplier throws nothing else
        } catch (InterruptedException e) {
            throw new AssertionError(e); // it has ended
        }
    }
}
