package dev.swell.runtime.async;

import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Why a task or an event can't be taken or done. Ids 755 to 764 and 773 to 779. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface AsyncMessages {

    AsyncMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), AsyncMessages.class);

    @Message(id = 755, value = "No @TaskHandler takes %s: write one; there are handlers for %s")
    IllegalArgumentException noHandler(String type, String known);

    @Message(id = 756, value = "%s is taken by several @TaskHandlers, %s: write one for it alone")
    IllegalArgumentException severalHandlers(String type, String places);

    @Message(id = 757, value = "%d tasks and events wait already, as many as swell.task.max-queued lets: deliver fewer, have "
            + "quicker handlers, or raise it")
    RejectedExecutionException full(int waiting);

    @Message(id = 758, value = "A delayed or durable payload must be carried as JSON, and %s can't be: %s: use a record of plain values")
    IllegalArgumentException notCarried(String type, String reason, @Cause Throwable cause);

    @Message(id = 759, value = "Durable deliveries need a state directory, and swell.state-dir is none: name one, or leave out durable()")
    IllegalStateException noJournal();

    @Message(id = 760, value = "The server has stopped, so nothing can be delivered any more")
    IllegalStateException stopped();

    @Message(id = 761, value = "there is no class %s any more")
    String classGone(String type);

    @Message(id = 762, value = "what was delivered doesn't fit the class %s any more: %s")
    String unfit(String type, String reason);

    @Message(id = 763, value = "no @TaskHandler takes %s any more")
    String handlerGone(String type);

    @Message(id = 773, value = "Task %s %s, and only dead letters can be tried again or dropped: see 'swell tasks'")
    IllegalStateException notDead(String id, String state);

    @Message(id = 774, value = "Task %s %s, and only what waits can be cancelled: see 'swell tasks'")
    IllegalStateException notWaiting(String id, String state);

    @Message(id = 775, value = "Task %s can't be tried again, since its payload can't be carried as JSON: deliver it anew")
    IllegalStateException noPayload(String id);

    @Message(id = 764, value = "its payload can't be carried to the next worker as JSON: %s")
    String leftBehind(String reason);
}
