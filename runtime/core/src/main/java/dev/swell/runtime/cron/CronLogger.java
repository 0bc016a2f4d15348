package dev.swell.runtime.cron;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged of jobs. Ids 730 to 739. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface CronLogger extends BasicLogger {

    CronLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), CronLogger.class,
            "dev.swell.cron");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 730, value = "Job '%s' could not be started this time; its schedule goes on. That is not logged "
            + "again for a minute")
    void notStarted(String identity, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 731, value = "Worker %d still runs job '%s' at the end of the wait, and interrupts it: look for code that "
            + "waits without a timeout, or raise swell.cron.max-wait")
    void interrupted(int worker, String identity);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 732, value = "The system's clock was set by %s; jobs with a cron expression go by what it shows now")
    void clockSet(String by);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 733, value = "Job '%s' didn't begin, since too many runs wait already: have fewer jobs at once or quicker ones, "
            + "or raise swell.task.max-concurrent. It counts as skipped; that is not logged again for a minute")
    void tooMany(String identity);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 734, value = "Job '%s' didn't begin, since %d runs of it go on, half of swell.task.max-concurrent: look for what "
            + "they wait for. It counts as skipped; that is not logged again for a minute")
    void crowded(String identity, int runs);
}
