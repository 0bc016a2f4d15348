package dev.swell.runtime.live;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged about live configuration: names of keys, but no value. Ids 870 to 879. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface LiveLogger extends BasicLogger {

    LiveLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), LiveLogger.class,
            "dev.swell.config");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 870, value = "%s has changed: %s; the application is told")
    void changed(String source, String keys);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 871, value = "%s has changed: %s; the application is reloaded")
    void reloads(String source, String keys);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 872, value = "%s has changed: %s; the application is told, and not reloaded since nobody has read these keys")
    void unread(String source, String keys);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 873, value = "Changed files are not taken, the values before go on: %s")
    void kept(String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 874, value = "Changes of some files are not announced and found a little later (%s)")
    void noEvents(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 875, value = "Looking at the files of swell.config.locations failed; it is done again")
    void broken(@Cause Throwable cause);
}
