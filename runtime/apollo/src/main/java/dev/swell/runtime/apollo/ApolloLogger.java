package dev.swell.runtime.apollo;

import java.net.URI;
import java.nio.file.Path;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged about Apollo: names, but no value. Ids 890 to 899. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface ApolloLogger extends BasicLogger {

    ApolloLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), ApolloLogger.class,
            "dev.swell.config");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 890, value = "Apollo at %s can't be read, so the copy of %s is used: %s")
    void startsFromCopy(URI server, String time, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 891, value = "Apollo can't be read, the values before go on and it is tried again: %s")
    void lost(String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 892, value = "Apollo can be read again")
    void found();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 893, value = "The copy of Apollo's values, %s, can't be written: %s; a start without Apollo will not have the latest values")
    void notKept(Path file, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 894, value = "The copy of Apollo's values, %s, is not used: %s")
    void badCopy(Path file, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 895, value = "The watch over Apollo failed; it is tried again")
    void broken(@Cause Throwable cause);
}
