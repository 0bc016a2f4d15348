package dev.swell.runtime.async;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged of tasks and events. Ids 765 to 772, and 776. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface AsyncLogger extends BasicLogger {

    AsyncLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), AsyncLogger.class,
            "dev.swell.async");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 765, value = "%s failed at try %d of %d for %s; the next comes in %d ms")
    void tryFailed(String place, int number, int tries, String id, long millis, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 766, value = "%s failed for %s at the last of %d tries: it is a dead letter, see 'swell tasks'")
    void lastTryFailed(String place, String id, int tries, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 767, value = "Task %s can't be done: %s: it is a dead letter, see 'swell tasks'")
    void impossible(String id, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 768, value = "There are more than %d dead letters, or more than %d MB of those that are in memory only: the oldest, %s of "
            + "%s, is dropped")
    void deadLetterDropped(int most, long megabytes, String id, String type);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 769, value = "%d tasks and events that waited end with the server, since they are not durable")
    void lost(int count);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 770, value = "%s was cut off for %s by the end of worker %d; it begins again in the next one")
    void cutOff(String place, String id, int worker, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 771, value = "Task %s failed within Swell")
    void broken(String id, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 772, value = "%d tasks and events of before are taken up again, %d dead letters are kept")
    void recovered(int waiting, int dead);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 776, value = "Dead letter %s will not survive the end of the process: %s")
    void deadLetterNotKept(String id, String reason);
}
