package dev.swell.runtime.worker.leak;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the watch over class loaders logs. Ids 280 to 289. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface LeakLogger extends BasicLogger {

    LeakLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), LeakLogger.class,
            "dev.swell.worker");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 280, value = "The classes of worker %d, closed %d s ago, are still in memory. Held by: %s. "
            + "Have the application let go in a @PreDestroy method")
    void leaks(int worker, long seconds, String holder);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 281, value = "The classes of worker %d, closed %d s ago, are still in memory, but nothing holds them but caches that the JVM "
            + "empties when memory is short")
    void cached(int worker, long seconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 282, value = "The classes of worker %d have gone after all")
    void gone(int worker);
}
