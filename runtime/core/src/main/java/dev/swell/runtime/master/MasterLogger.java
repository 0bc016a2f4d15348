package dev.swell.runtime.master;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the master logs. Ids 650 to 659. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface MasterLogger extends BasicLogger {

    MasterLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), MasterLogger.class,
            "dev.swell.master");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 650, value = "A step of the stop failed (%s), the stop goes on")
    void stopStepFailed(String step, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 651, value = "Stopped after %s ms")
    void stopped(long millis);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 652, value = "Stopping: waits up to %s for %s")
    void waits(String limit, String running);
}
