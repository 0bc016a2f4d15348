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

    private static final String IMPLEMENTATION = "java.lang.VirtualThread";

    private static final MethodHandle CARRIED;
    private static final Executor COMMON;
    private static final String WHY_NOT;

    static {
        MethodHandle found = null;
        Executor common = null;
        String why = "";
        if (!Threads.hasLoop()) {
            why = "Java " + Runtime.version().feature();
        } else {
            try {
                common = (Executor) find(IMPLEMENTATION, "defaultScheduler", MethodType.methodType(Executor.class))
                        .invoke();
                found = find(BUILDERS, "newVirtualThread", MethodType.methodType(Thread.class, Executor.class,
                        String.class, int.class, Runnable.class));
            } catch (IllegalAccessException e) {
                why = "without --add-opens java.base/java.lang=ALL-UNNAMED";
            } catch (Throwable e) { // whatever the JDK's own code is like by then
                why = "Java " + Runtime.version().feature() + " has no virtual threads with a scheduler of one's own";
            }
        }
        COMMON = common;
        CARRIED = found;
        WHY_NOT = why;
    }

    private VirtualThreads() {}

    private static MethodHandle find(String owner, String method, MethodType type) throws ReflectiveOperationException {
        Class<?> found = Class.forName(owner);
        return MethodHandles.privateLookupIn(found, MethodHandles.lookup()).findStatic(found, method, type);
    }

    /** Returns why there can't be threads with a carrier of one's own, if so. */
    static Optional<String> whyNotCarried() {
        return CARRIED == null ? Optional.of(WHY_NOT) : Optional.empty();
    }

    /**
     * Returns a new thread, not started, whose slices that executor runs.
     *
     * @param carrier is given one slice after the other, always as the same object; it may run each on any platform
     *        thread. It is also given those of all threads that this one starts, and so on: they inherit it
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

    /** Returns what runs the slices of virtual threads without a carrier of their own; only if there can be such with one. */
    static Executor common() {
        return COMMON;
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
