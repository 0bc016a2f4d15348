package dev.swell.runtime.control;

import java.nio.file.Path;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What keeps a server from being found or asked. Ids 690 to 696, 739 and 807. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface ControlMessages {

    ControlMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), ControlMessages.class);

    @Message(id = 690, value = "State directory '%s' can't be used: %s: let this user write there, or name another one by "
            + "--state-dir; 'none' does without")
    ControlFailure unusable(Path directory, String reason);

    @Message(id = 691, value = "PID %s runs already with state directory '%s': stop it, or give this one another --state-dir")
    ControlFailure runsAlready(long pid, Path directory);

    @Message(id = 692, value = "Another process holds '%s', but none answers: wait if it just starts or ends, else end it")
    ControlFailure heldByAnother(Path lock);

    @Message(id = 693, value = "The path of the control socket, '%s', is longer than the %s bytes that systems allow: name a "
            + "state directory with a shorter path by --state-dir")
    ControlFailure pathTooLong(Path socket, int most);

    @Message(id = 694, value = "PID %s gives no answer on its control socket: %s: look into its log")
    ControlFailure noAnswer(long pid, String reason);

    @Message(id = 695, value = "It is still starting: ask again when it serves")
    ControlFailure stillStarting();

    @Message(id = 696, value = "It knows no request '%s': use the commands of the version that runs")
    ControlFailure unknownRequest(String name);

    @Message(id = 739, value = "There is no job '%s': the command cron lists those that there are")
    ControlFailure noSuchJob(String identity);

    @Message(id = 807, value = "There is no table '%s': the command tables lists those that there are")
    ControlFailure noSuchTable(String name);
}
