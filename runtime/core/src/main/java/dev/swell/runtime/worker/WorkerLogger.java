package dev.swell.runtime.worker;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

import dev.swell.extension.model.Place;

/** What workers log. Ids 200 to 219 and 290 to 299. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface WorkerLogger extends BasicLogger {

    WorkerLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), WorkerLogger.class,
            "dev.swell.worker");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 200, value = "%s failed")
    void failed(Place place, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 201, value = "Cleaner %s failed; the others still ran")
    void cleanerFailed(Place place, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 202, value = "An observer of %s failed")
    void observerFailed(String event, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 203, value = "Work on thread %s failed; the thread goes on")
    void workFailed(String thread, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 204, value = "Worker %d still runs %s at the end of the wait, and interrupts what it can: "
            + "look for code that waits without a timeout, or raise swell.reload.max-wait or swell.stop.max-wait")
    void notDrained(int worker, String units);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 290, value = "Worker %d is over its time; thread '%s' is interrupted here")
    void stillRuns(int worker, String thread, @Cause StillRunning where);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 291, value = "%s keeps I/O threads busy (%d ms at once, %d ms at most), so it goes to the common scheduler from now "
            + "on and is tried again later: what computes for long is better off in a queue of its own")
    void moved(String what, long millis, long most);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 205, value = "Worker %d didn't close in order")
    void closeFailed(int worker, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 206, value = "Sessions don't carry the field %s over a reload: %s. It starts anew in the next worker: "
            + "make its value Serializable, or the field transient if that is wanted")
    void fieldLeftOut(String field, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 207, value = "The field %s of a session-scoped bean starts anew, since what the worker before had in it "
            + "can't be used: %s")
    void fieldDropped(String field, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 208, value = "The session-scoped bean %s is no longer there; what sessions have had of it is dropped")
    void beanGone(String bean);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 209, value = "Sessions don't carry the attribute '%s' over a reload: %s. Put a Serializable value there")
    void valueLeftOut(String name, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 210, value = "The attribute '%s' of a session is not seen by this worker's code, which can't use what the "
            + "worker before has put there: %s")
    void valueDropped(String name, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 211, value = "A session could not be carried on when worker %d ended; its beans start anew")
    void sessionNotCarried(int worker, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 215, value = "Destroying the session-scoped %s failed")
    void destroyFailed(Object bean, @Cause Throwable cause);
}
