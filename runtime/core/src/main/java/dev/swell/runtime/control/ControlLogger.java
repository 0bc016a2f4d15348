package dev.swell.runtime.control;

import java.nio.file.Path;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged about the control socket and the state directory. Ids 697 to 699. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface ControlLogger extends BasicLogger {

    ControlLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), ControlLogger.class,
            "dev.swell.control");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 697, value = "The control socket refuses a request: %s")
    void refused(String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 698, value = "PID file '%s' is replaced: the process that wrote it has not ended in order, or it is no PID "
            + "file")
    void leftBehind(Path file);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 699, value = "Another process holds '%s', which is ignored as ordered: from now on the commands reach this "
            + "process only")
    void othersIgnored(Path lock);
}
