package dev.swell.runtime.async.journal;

import java.nio.file.Path;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What keeps tasks from being kept. Ids 780 to 786. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface JournalMessages {

    JournalMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), JournalMessages.class);

    @Message(id = 780, value = "The journal of tasks in state directory '%s' is used by another process: stop it, or give this "
            + "one another directory by --state-dir")
    JournalFailure inUse(Path stateDirectory);

    @Message(id = 781, value = "The journal of tasks in '%s' can't be opened: %s: let this user read and write there, or name "
            + "another state directory by --state-dir")
    JournalFailure unusable(Path directory, String reason);

    @Message(id = 782, value = "'%s' was written by a newer version of Swell: it has format %d, and this version knows those up "
            + "to %d. Start the newer version, or move the file away to start without the tasks in it")
    JournalFailure newerFormat(Path file, int format, int known);

    @Message(id = 783, value = "The journal of tasks is full: %d bytes of tasks wait in it, with dead ones, and it takes %d: "
            + "deliver less, wait until some are done, or raise swell.task.max-journal")
    IllegalStateException full(long bytes, long most);

    @Message(id = 784, value = "The task is too long for the journal: %d bytes, and it takes %d: deliver a reference to the data "
            + "instead of the data, or raise swell.task.max-journal")
    IllegalStateException tooLong(long bytes, long most);

    @Message(id = 785, value = "The journal of tasks in '%s' can't be written: %s: see to the disk; the task was not kept")
    IllegalStateException unwritable(Path directory, String reason);

    @Message(id = 786, value = "The journal of tasks in '%s' is closed: the server stops")
    IllegalStateException closed(Path directory);
}
