package dev.swell.runtime.worker.launch;

import java.nio.file.Path;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What launching logs. Ids 250 to 279. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface LaunchLogger extends BasicLogger {

    LaunchLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), LaunchLogger.class,
            "dev.swell.worker");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 250, value = "The copy of the application in '%s' can't be deleted: %s: delete it yourself")
    void notDeleted(Path folder, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 251, value = "Thread '%s', which the application has started, goes on after %s is closed, and may hold its classes: "
            + "end it in a @PreDestroy method")
    void threadGoesOn(String thread, String container);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 252, value = "%s in '%s' implements %s, but has no scope, so it is never called: add @ApplicationScoped, "
            + "or @Vetoed if it is meant so")
    void overlooked(String type, Path archive, String role);
}
