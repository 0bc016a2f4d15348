package dev.swell.runtime.worker.launch;

import java.util.Collections;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Takes away what an application has added to the JVM's logging. */
final class LoggingRelease {

    private final ApplicationLoader loader;

    private LoggingRelease(ApplicationLoader loader) {
        this.loader = loader;
    }

    static void release(ApplicationLoader loader) {
        LogManager loggers = LogManager.getLogManager();
        for (String name : Collections.list(loggers.getLoggerNames())) {
            Logger logger = loggers.getLogger(name);
            if (logger != null) {
                new LoggingRelease(loader).release(logger);
            }
        }
    }

    private void release(Logger logger) {
        if (isApplications(logger.getFilter())) {
            logger.setFilter(null);
        }
        for (Handler handler : logger.getHandlers()) {
            if (isApplications(handler)) {
                logger.removeHandler(handler);
            } else {
                release(handler);
            }
        }
    }

    private void release(Handler handler) {
        if (isApplications(handler.getFilter())) {
            handler.setFilter(null);
        }
        if (isApplications(handler.getFormatter())) {
            handler.setFormatter(new SimpleFormatter());
        }
    }

    private boolean isApplications(Object part) {
        return part != null && loader.isAt(part.getClass().getClassLoader());
    }
}
