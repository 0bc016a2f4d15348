package dev.swell.runtime.master;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What keeps the master from its work. Ids 660 to 679. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface MasterMessages {

    MasterMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), MasterMessages.class);

    @Message(id = 660, value = "HTTP can't be served on %s port %s: %s: %s")
    IllegalStateException notBound(String host, String port, String reason, String remedy);

    @Message(id = 661, value = "An observer of %s failed, so the server doesn't start: %s: correct the observer")
    IllegalStateException observerFailed(String event, String reason, @Cause Throwable cause);

    @Message(id = 662, value = "This server can't reload: restart it to run new code")
    UnsupportedOperationException noReload();

    @Message(id = 663, value = "an observer of %s failed: %s: correct the observer")
    String observerRefuses(String event, String reason);

    @Message(id = 664, value = "readiness checks are down: %s: a new worker takes over only when all are up")
    String notReady(String checks);

    @Message(id = 665, value = "the server stops: start it again to run the new code")
    String reloadWhileStopping();

    @Message(id = 666, value = "workers %s were replaced and have not ended within their time, and no more may be at it at once: correct what doesn't end, an observer of WorkerStop or what is run when a bean is destroyed")
    String workersStay(String ids);
}
