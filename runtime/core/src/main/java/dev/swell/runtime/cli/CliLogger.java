package dev.swell.runtime.cli;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the commands log. Ids 001 to 009. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface CliLogger extends BasicLogger {

    CliLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), CliLogger.class, "dev.swell.cli");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1, value = "SIG%s can't be caught (%s), so what the JVM does by itself stays: use the commands stop and reload")
    void signalNotCaught(String name, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2, value = "The stop is not over after %s ms, so the process is ended as it is")
    void stopTooSlow(long millis);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3, value = "%s is served at %s after %s ms, threads: %s")
    void serves(String application, String addresses, long millis, String threads);
}
