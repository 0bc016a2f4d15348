package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchLogger.LOG;

import java.beans.Introspector;
import java.lang.reflect.Field;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;

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
    private final List<Cut> cuts;

    private ClassLoaderRelease(ApplicationLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        Runnable drivers = (Runnable) loader.defineOwn(DriverRelease.class).getDeclaredConstructor().newInstance();
        this.cuts = List.of(this::shutdownHooks, this::threads, () -> drivers(drivers), this::managedBeans,
                this::securityProviders, () -> LoggingRelease.release(loader), () -> JvmDefaults.restore(loader),
                this::caches, this::buildCompatibleExtensions);
    }

    /**
     * Gets ready for it, before the application's code runs. What this needs of memory is there then: it is wanted too when
     * a start fails since there is none left.
     */
    static ClassLoaderRelease prepare(ApplicationLoader loader) {
        JvmDefaults.remember();
        try {
            return new ClassLoaderRelease(loader);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    void run() {
        for (Cut cut : cuts) {
            try {
                cut.make();
            } catch (Exception | Error e) { // the others free memory, if that is what it lacks
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
    private void drivers(Runnable helper) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader.getParent()); // or the first look at the drivers loads the application's
        try {
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

    private void securityProviders() {
        for (Provider provider : Security.getProviders()) {
            if (loader.isAt(provider.getClass().getClassLoader())) {
                Security.removeProvider(provider.getName());
            }
        }
    }

    private void caches() {
        TypeFactory.defaultInstance().clearCache(); // of all workers: it is filled again
        Introspector.flushCaches();
        ResourceBundle.clearCache(loader);
    }

    /** Weld keeps the last container that had one; the next one to start sets it anew. */
    private void buildCompatibleExtensions() throws ReflectiveOperationException {
        Field factory = Class.forName("org.jboss.weld.lite.extension.translator.BuildServicesImpl")
                .getDeclaredField("ANN_FACTORY_IMPL_INSTANCE");
        factory.setAccessible(true);
        factory.set(null, null);
    }
}
