package dev.swell.runtime.worker;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.threads.EnhancedQueueExecutor;
import org.xnio.XnioIoThread;

/** The ways {@code pool} and {@code virtual}: an executor that doesn't care which connection the work is for. */
final class ExecutorHandover implements Handover {

    private static final Duration IDLE = Duration.ofSeconds(60);

    /** Only what no gate bounds gets here: calls of asynchronous observers. */
    static final int MAX_WAITING = 100_000;

    /** Is known by its class when the threads are looked for that the application has started. */
    private static final class PoolThread extends Thread {
        private final Set<Thread> threads;
        private volatile boolean busy;

        PoolThread(Runnable work, String name, Set<Thread> threads) {
            super(null, work, name, 0, false);
            this.threads = threads;
        }

        @Override
        public void run() {
            threads.add(this);
            try {
                super.run();
            } finally {
                threads.remove(this);
            }
        }
    }

    private final String name;
    private final ExecutorService executor;
    private final ClassLoader loader;
    private final Set<Thread> threads;

    private ExecutorHandover(String name, ExecutorService executor, ClassLoader loader, Set<Thread> threads) {
        this.name = name;
        this.executor = executor;
        this.loader = loader;
        this.threads = threads;
    }

    /**
     * Platform threads, as many as are needed. The number is bounded by what is admitted at once (see {@link Gate}), and
     * here once more, to hold whatever the callers do.
     */
    static Handover pool(String name, int maxThreads, ClassLoader loader) {
        return pool(name, maxThreads, loader, Optional.empty());
    }

    static Handover pool(String name, int maxThreads, ClassLoader loader, Optional<String> why) {
        AtomicLong count = new AtomicLong();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        ThreadFactory factory = work -> {
            Thread thread = poolThread(work, name + "-" + count.incrementAndGet(), threads);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
        ExecutorService executor = new EnhancedQueueExecutor.Builder().setThreadFactory(factory)
                .setCorePoolSize(Math.min(maxThreads, 8)).setMaximumPoolSize(maxThreads)
                .setKeepAliveTime(IDLE)
                .setMaximumQueueSize(MAX_WAITING).allowCoreThreadTimeOut(true).setRegisterMBean(false).build();
        return new ExecutorHandover(Handover.named("pool", why), executor, loader, threads);
    }

    /**
     * Makes one that remembers nothing of who wanted it: up to Java 23 a thread keeps the classes on the stack on which it was
     * made, which may be those of a worker that is about to go.
     */
    @SuppressWarnings("removal") // it does nothing where there is nothing to do
    private static Thread poolThread(Runnable work, String name, Set<Thread> threads) {
        return AccessController
                .doPrivileged((PrivilegedAction<Thread>) () -> new PoolThread(work, name, threads));
    }

    /**
     * A virtual thread for each piece of work, on the common scheduler.
     *
     * @throws UnsupportedOperationException below Java 21
     */
    static Handover virtual(ClassLoader loader) {
        return new ExecutorHandover("virtual", VirtualThreads.executor(), loader, ConcurrentHashMap.newKeySet());
    }

    @Override
    public void hand(XnioIoThread connection, SliceMeter meter, Runnable work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader); // which the executor keeps, and shall not be that of another worker
        try {
            executor.execute(() -> run(work));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void run(Runnable work) {
        Thread thread = Thread.currentThread();
        if (thread.getContextClassLoader() != loader) {
            thread.setContextClassLoader(loader);
        }
        begin(thread);
        try {
            work.run();
        } catch (Throwable e) { // an error here is ours, since engines catch what applications throw: the thread goes on
            WorkerLogger.LOG.workFailed(thread.getName(), e);
        } finally {
            end(thread);
            Thread.interrupted(); // an interrupt meant for this work must not hit the next
        }
    }

    private void begin(Thread thread) {
        if (thread instanceof PoolThread pooled) {
            pooled.busy = true;
        } else {
            threads.add(thread);
        }
    }

    private void end(Thread thread) {
        if (thread instanceof PoolThread pooled) {
            pooled.busy = false;
        } else {
            threads.remove(thread);
        }
    }

    @Override
    public List<Thread> busy() {
        return threads.stream().filter(thread -> !(thread instanceof PoolThread pooled) || pooled.busy).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
