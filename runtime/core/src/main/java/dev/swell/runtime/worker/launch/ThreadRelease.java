package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchLogger.LOG;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sees to it that threads don't hold a class loader: ends those that application code has started. */
final class ThreadRelease {

    /** The JDK's own, which end by themselves when nobody uses their client any more. */
    private static final Pattern HTTP_CLIENT = Pattern.compile("HttpClient-\\d+-.+");
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int ROUNDS = 3;

    private ThreadRelease() {}

    /** Has the JDK start the one thread that ends all futures in time: else it would belong to whoever needs it first. */
    static void prevent() {
        CompletableFuture.delayedExecutor(0, TimeUnit.NANOSECONDS, Runnable::run).execute(() -> {});
    }

    static void release(ApplicationLoader loader) {
        long end = System.nanoTime() + WAIT.toNanos();
        Set<Thread> seen = new HashSet<>(Set.of(Thread.currentThread()));
        for (int round = 0; round < ROUNDS; round++) { // some have started others meanwhile
            release(loader, all().filter(thread -> isOf(loader, thread) && seen.add(thread)).toList(), end);
        }
        all().forEach(ThreadRelease::forgetWhoStartedIt);
    }

    private static void release(ApplicationLoader loader, List<Thread> threads, long end) {
        threads.stream().filter(thread -> !mayBeEnded(thread, loader))
                .forEach(thread -> thread.setContextClassLoader(loader.getParent()));
        List<Thread> ended = threads.stream().filter(thread -> mayBeEnded(thread, loader)).toList();
        ended.forEach(thread -> ThreadPools.shutdown(loader, thread));
        ended.forEach(Thread::interrupt);
        for (Thread thread : ended) {
            if (!join(thread, end)) {
                LOG.threadGoesOn(thread.getName(), loader.containerId());
                thread.setContextClassLoader(loader.getParent()); // an idle one needs it no more than we do
            }
        }
    }

    /**
     * Before JDK 24 a thread keeps the code sources of all methods that were running when it was made, and with them their
     * class loaders. Only security managers need it, and subjects that were made known by it.
     */
    private static void forgetWhoStartedIt(Thread thread) {
        try {
            Field field = Thread.class.getDeclaredField("inheritedAccessControlContext");
            field.setAccessible(true);
            Object context = field.get(thread);
            if (context != null && context.getClass().getMethod("getDomainCombiner").invoke(context) == null) {
                field.set(thread, null);
            }
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            LOG.tracef("thread '%s' keeps who has started it: %s", thread.getName(), e);
        }
    }

    /** Tells whether the application has started a thread, or at least may have. */
    static boolean isOf(ApplicationLoader loader, Thread thread) {
        return loader.isAt(thread.getContextClassLoader()) || loader.isAt(thread.getClass().getClassLoader());
    }

    private static Stream<Thread> all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 16];
        return Stream.of(threads).limit(root.enumerate(threads));
    }

    /** Threads of the runtime are not, nor those of its libraries or of the JDK, started by chance while application code ran. */
    private static boolean mayBeEnded(Thread thread, ApplicationLoader loader) {
        ClassLoader type = thread.getClass().getClassLoader();
        return loader.isAt(type) || type == null && !HTTP_CLIENT.matcher(thread.getName()).matches();
    }

    private static boolean join(Thread thread, long end) {
        long millis = (end - System.nanoTime()) / 1_000_000;
        try {
            thread.join(Math.max(millis, 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
