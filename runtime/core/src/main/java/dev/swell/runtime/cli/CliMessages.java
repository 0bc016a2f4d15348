package dev.swell.runtime.cli;

import java.nio.file.Path;
import java.util.List;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Why commands fail. Ids 010 to 049. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface CliMessages {

    CliMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), CliMessages.class);

    @Message(id = 10, value = "Nothing runs with state directory '%s': start the server, or name its state directory by "
            + "--state-dir")
    CommandFailure nothingRuns(Path directory);

    @Message(id = 11, value = "There is no state directory, so %s can't work: use signals instead (SIGTERM stops, SIGHUP "
            + "reloads), or name a state directory by --state-dir")
    CommandFailure noState(String command);

    @Message(id = 12, value = "PID %s could not be ended, not even by force: is it another user's?")
    CommandFailure notEnded(long pid);

    @Message(id = 13, value = "Worker %s is not gone: %s")
    CommandFailure notGone(int worker, String holder);

    @Message(id = 14, value = "The server can't be started in the background: %s")
    CommandFailure notDetached(String reason);

    @Message(id = 15, value = "The process ended with %s before it served; to its log, '%s', it wrote:%n%s")
    CommandFailure endedEarly(int exitCode, Path log, String written);

    @Message(id = 17, value = "%s are there already: name another directory by --to, or overwrite files by --force")
    CommandFailure inTheWay(List<Path> files);

    @Message(id = 18, value = "Nothing was written to '%s': %s")
    CommandFailure notWritten(Path directory, String reason);
}
