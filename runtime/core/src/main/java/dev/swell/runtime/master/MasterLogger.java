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

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 653, value = "Worker %d has taken over, after %d ms")
    void reloaded(int worker, long millis);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 654, value = "Worker %d doesn't take over, worker %d goes on: %s")
    void notReloaded(int worker, int current, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 655, value = "%s has changed, but needs a restart: the server goes on with what it was started with")
    void needsRestart(String key);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 656, value = "A reload broke off; the server goes on")
    void reloadBroken(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 657, value = "Worker %d was not closed in order")
    void retirementFailed(int worker, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 658, value = "There is no thread on which worker %d could finish what it has: the reload waits for it")
    void retiresInPlace(int worker, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 876, value = "%s is not fired, since %d events wait already: see what its observers wait for")
    void notAnnounced(String event, int most);
}
