package dev.swell.runtime.worker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

import dev.swell.runtime.config.Threads;

/**
 * Virtual threads, as far as this JVM has them: the one place where the runtime, which is compiled for Java 17, reaches for
 * what newer ones bring.
 */
final class VirtualThreads {

    private static final int NO_INHERITED_THREAD_LOCALS = 1 << 2; // of java.lang.Thread
    private static final String BUILDERS = "java.lang.ThreadBuilders";

    private static final MethodHandle CARRIED;
    private static final String WHY_NOT;

    static {
        MethodHandle found = null;
        String why = "";
        if (!Threads.hasLoop()) {
            why = "Java " + Runtime.version().feature();
        } else {
            try {
                Class<?> builders = Class.forName(BUILDERS);
                found = MethodHandles.privateLookupIn(builders, MethodHandles.lookup()).findStatic(builders,
                        "newVirtualThread", MethodType.methodType(Thread.class, Executor.class, String.class, int.class,
                                Runnable.class));
            } catch (IllegalAccessException e) {
                why = "without --add-opens java.base/java.lang=ALL-UNNAMED";
            } catch (ReflectiveOperationException | RuntimeException e) {
                why = "Java " + Runtime.version().feature() + " has no virtual threads with a scheduler of one's own";
            }
        }
        CARRIED = found;
        WHY_NOT = why;
    }

    private VirtualThreads() {}

    /** Returns why there can't be threads with a carrier of one's own, if so. */
    static Optional<String> whyNotCarried() {
        return CARRIED == null ? Optional.of(WHY_NOT) : Optional.empty();
    }

    /**
     * Returns a new thread, not started, whose slices that executor runs.
     *
     * @param carrier is given one slice after the other; it may run each on any platform thread
     */
    static Thread carriedBy(Executor carrier, Runnable work) {
        try {
            return (Thread) CARRIED.invokeExact(carrier, (String) null, NO_INHERITED_THREAD_LOCALS, work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns what runs each piece of work on a new thread of the common scheduler.
     *
     * @throws UnsupportedOperationException below Java 21
     */
    static ExecutorService executor() {
        if (!Threads.hasVirtual()) {
            throw new UnsupportedOperationException(
                    "virtual threads need Java 21 or later, this is " + Runtime.version().feature());
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
            return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException(e);
        }
    }
}
