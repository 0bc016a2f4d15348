package dev.swell.runtime.worker.leak;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** Looks where application code is known to leave things. */
final class KnownHolders {

    private static final int MOST = 5;

    private final ClassLoader loader;
    private final List<String> found = new ArrayList<>();

    private KnownHolders(ClassLoader loader) {
        this.loader = loader;
    }

    /** Returns what holds a class loader, for people; empty if it is nothing known. */
    static List<String> of(ClassLoader loader) {
        KnownHolders holders = new KnownHolders(loader);
        holders.found.addAll(new ThreadHolders(loader).find());
        for (Runnable look : List.<Runnable>of(holders::shutdownHooks, holders::managedBeans, holders::logHandlers,
                holders::uncaughtHandler, holders::securityProviders)) {
            try {
                look.run();
            } catch (RuntimeException | LinkageError e) { // it looks at things of others while they change
                LeakLogger.LOG.debug("looking for what holds a class loader", e);
            }
        }
        return holders.first();
    }

    private List<String> first() {
        if (found.size() <= MOST) {
            return found;
        }
        List<String> first = new ArrayList<>(found.subList(0, MOST));
        first.add("and " + (found.size() - MOST) + " more");
        return first;
    }

    private void shutdownHooks() {
        if (Opening.read("java.lang.ApplicationShutdownHooks", "hooks", null) instanceof Map<?, ?> hooks) {
            for (Object hook : new ArrayList<>(hooks.keySet())) {
                if (Loaders.isOf(loader, hook)
                        || Loaders.isAt(loader, ((Thread) hook).getContextClassLoader())) {
                    found.add("shutdown hook '" + ((Thread) hook).getName() + "' of " + hook.getClass());
                }
            }
        }
    }

    private void managedBeans() {
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
            for (ObjectName name : server.queryNames(null, null)) {
                try {
                    if (Loaders.isAt(loader, server.getClassLoaderFor(name))) {
                        found.add("MBean " + name.getDomain() + ":" + name.getKeyPropertyList().keySet());
                    }
                } catch (InstanceNotFoundException e) {
                    LeakLogger.LOG.tracef("%s has just gone", name);
                }
            }
        }
    }

    private void logHandlers() {
        LogManager loggers = LogManager.getLogManager();
        for (String name : Collections.list(loggers.getLoggerNames())) {
            Logger logger = loggers.getLogger(name);
            for (Handler handler : logger == null ? new Handler[0] : logger.getHandlers()) {
                for (Object part : new Object[]{handler, handler.getFormatter(), handler.getFilter()}) {
                    if (Loaders.isOf(loader, part)) {
                        found.add("logger '" + name + "', with a " + part.getClass().getName());
                    }
                }
            }
        }
    }

    private void uncaughtHandler() {
        Object handler = Thread.getDefaultUncaughtExceptionHandler();
        if (Loaders.isOf(loader, handler)) {
            found.add("the default handler of uncaught exceptions, a " + handler.getClass().getName());
        }
    }

    private void securityProviders() {
        for (Provider provider : Security.getProviders()) {
            if (Loaders.isOf(loader, provider)) {
                found.add("security provider " + provider.getName());
            }
        }
    }
}
