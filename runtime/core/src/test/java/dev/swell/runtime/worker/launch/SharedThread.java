package dev.swell.runtime.worker.launch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread of a library of the runtime, which is started when application code needs it first. */
public final class SharedThread {

    private static final class Started extends Thread {
        Started(Runnable work) {
            super(null, work, "shared", 0, false);
            setDaemon(true);
            setContextClassLoader(SharedThread.class.getClassLoader());
        }
    }

    private static ExecutorService executor;

    private SharedThread() {}

    /** Starts one that stays. */
    public static void start() throws Exception {
        executor = Executors.newSingleThreadExecutor(Started::new);
        executor.submit(() -> {}).get();
    }
}
