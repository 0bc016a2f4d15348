package dev.swell.runtime.timer;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the timer logs. Ids 740 to 744. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface TimerLogger extends BasicLogger {

    TimerLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), TimerLogger.class,
            "dev.swell.timer");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 740, value = "What was due at the timer failed (%s); the timer goes on")
    void callbackFailed(Object callback, @Cause Throwable cause);
}
