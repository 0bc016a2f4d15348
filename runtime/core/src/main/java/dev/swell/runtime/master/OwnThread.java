package dev.swell.runtime.master;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs code that calls the application on a thread that ends with it, so that what application code leaves on the thread
 * doesn't outlive the worker.
 */
final class OwnThread {

    private OwnThread() {}

    /** Runs the code on a new thread and waits for its end. What it throws goes to the caller. */
    static void run(String name, Runnable code) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, () -> {
            try {
                code.run();
            } catch (Throwable e) { // thrown again by the thread that waits
                thrown.set(e);
            }
        }, name, 0, false);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        join(thread);
        if (thrown.get() instanceof RuntimeException failure) {
            throw failure;
        }
        if (thrown.get() instanceof Error error) {
            throw error;
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
