package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchLogger.LOG;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.concurrent.ThreadPoolExecutor;

/** Ends the thread pools that an application has forgotten. An interrupt alone doesn't end their threads. */
final class ThreadPools {

    private ThreadPools() {}

    /**
     * Ends the pool of a thread if it is the application's beyond doubt: if its class or its thread factory is. Other pools
     * may belong to a library of the runtime, and happen to have got the thread while application code ran.
     */
    static void shutdown(ApplicationLoader loader, Thread thread) {
        try {
            Object target = target(thread);
            if (target != null && target.getClass().getDeclaringClass() == ThreadPoolExecutor.class
                    && read(target.getClass(), "this$0", target) instanceof ThreadPoolExecutor pool
                    && (isOf(loader, pool) || isOf(loader, pool.getThreadFactory()))) {
                pool.shutdownNow();
            }
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            LOG.debugf("the pool of thread '%s' can't be ended: %s", thread.getName(), e);
        }
    }

    private static Object target(Thread thread) throws ReflectiveOperationException {
        if (Runtime.version().feature() < 19) {
            return read(Thread.class, "target", thread);
        }
        Object holder = read(Thread.class, "holder", thread);
        return read(holder.getClass(), "task", holder);
    }

    private static Object read(Class<?> declaring, String name, Object instance) throws ReflectiveOperationException {
        Field field = declaring.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(instance);
    }

    private static boolean isOf(ApplicationLoader loader, Object part) {
        return loader.isAt(part.getClass().getClassLoader());
    }
}
