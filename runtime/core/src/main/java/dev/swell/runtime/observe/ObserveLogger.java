package dev.swell.runtime.observe;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged of health and metrics. Ids 550 to 599. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface ObserveLogger extends BasicLogger {

    ObserveLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), ObserveLogger.class,
            "dev.swell.observe");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 550, value = "The health checks could not be asked, so health is reported DOWN")
    void checkFailed(@Cause Throwable cause);
}
