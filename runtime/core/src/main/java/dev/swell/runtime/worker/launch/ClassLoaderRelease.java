package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchLogger.LOG;

import java.beans.Introspector;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

import com.fasterxml.jackson.databind.type.TypeFactory;

/**
 * Cuts what holds a worker's class loader once its container is closed: caches of libraries and of the JDK, and what
 * application code has left behind there. Each cut is tried, whatever becomes of the others.
 */
final class ClassLoaderRelease {

    private interface Cut {
        void make() throws Exception;
    }

    private static final long HOOK_MILLIS = 5_000;

    private final ApplicationLoader loader;

    private ClassLoaderRelease(ApplicationLoader loader) {
        this.loader = loader;
    }

    static void release(ApplicationLoader loader) {
        ClassLoaderRelease release = new ClassLoaderRelease(loader);
        List<Cut> cuts = List.of(release::shutdownHooks, release::threads, release::drivers, release::managedBeans,
                release::logHandlers, release::uncaughtHandler, release::caches, release::buildCompatibleExtensions);
        for (Cut cut : cuts) {
            try {
                cut.make();
            } catch (Exception | LinkageError e) {
                LOG.debugf(e, "releasing the classes of %s", loader.containerId());
            }
        }
    }

    /** They would run at the end of the JVM; for the application that is now. */
    private void shutdownHooks() throws ReflectiveOperationException, InterruptedException {
        Field field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        field.setAccessible(true);
        Map<?, ?> hooks = (Map<?, ?>) field.get(null);
        if (hooks == null) {
            return; // the JVM ends, they run already
        }
        for (Object entry : new ArrayList<>(hooks.keySet())) {
            Thread hook = (Thread) entry;
            if (ThreadRelease.isOf(loader, hook) && Runtime.getRuntime().removeShutdownHook(hook)) {
                hook.start();
                hook.join(HOOK_MILLIS);
            }
        }
    }

    private void threads() {
        ThreadRelease.release(loader);
    }

    /** Only code of that class loader may see and deregister its drivers. */
    private void drivers() throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader.getParent()); // or the first look at the drivers loads the application's
        try {
            Runnable helper = (Runnable) loader.defineOwn(DriverRelease.class).getDeclaredConstructor().newInstance();
            helper.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void managedBeans() throws JMException {
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
            for (ObjectName name : server.queryNames(null, null)) {
                if (loader.isAt(server.getClassLoaderFor(name))) {
                    server.unregisterMBean(name);
                }
            }
        }
    }

    private void logHandlers() {
        LogManager loggers = LogManager.getLogManager();
        for (String name : Collections.list(loggers.getLoggerNames())) {
            Logger logger = loggers.getLogger(name);
            for (Handler handler : logger == null ? new Handler[0] : logger.getHandlers()) {
                if (loader.isAt(handler.getClass().getClassLoader())) {
                    logger.removeHandler(handler);
                }
            }
        }
    }

    private void uncaughtHandler() {
        Object handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler != null && loader.isAt(handler.getClass().getClassLoader())) {
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
    }

    private void caches() {
        TypeFactory.defaultInstance().clearCache(); // of all workers: it is filled again
        Introspector.flushCaches();
    }

    /** Weld keeps the last container that had one; the next one to start sets it anew. */
    private void buildCompatibleExtensions() throws ReflectiveOperationException {
        Field factory = Class.forName("org.jboss.weld.lite.extension.translator.BuildServicesImpl")
                .getDeclaredField("ANN_FACTORY_IMPL_INSTANCE");
        factory.setAccessible(true);
        factory.set(null, null);
    }
}
