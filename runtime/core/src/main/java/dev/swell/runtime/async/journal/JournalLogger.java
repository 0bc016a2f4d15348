package dev.swell.runtime.async.journal;

import java.nio.file.Path;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the journal logs. Ids 790 to 796. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface JournalLogger extends BasicLogger {

    JournalLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), JournalLogger.class,
            "dev.swell.async");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 790, value = "The end of '%s', %2$d bytes from %3$d on, was being written when a process or the system ended, and is "
            + "cut off; no task whose delivery had returned was in it. The bytes: %4$s")
    void tornEnd(Path file, long length, long position, String kept);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 791, value = "'%s' is damaged: %2$d bytes from %3$d on can't be read and are left out, all others hold. It was %4$s. The "
            + "bytes: %5$s")
    void damaged(Path file, long length, long position, String content, String kept);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 792, value = "The first bytes of '%s' are damaged; what follows is read as format %d")
    void damagedHeader(Path file, int format);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 793, value = "The journal of tasks in '%s' can't be written: %s. Durable deliveries are refused until it can; what "
            + "ends meanwhile may run again after a crash")
    void unwritable(Path directory, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 794, value = "The journal of tasks in '%s' can be written again")
    void writable(Path directory);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 795, value = "'%s' can't be deleted: %s; it is tried again")
    void undeletable(Path file, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 796, value = "The journal of tasks in '%s' was closed before it could write that %d tasks have ended or got on: they "
            + "may run again")
    void unwritten(Path directory, int tasks);
}
