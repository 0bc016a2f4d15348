package dev.swell.runtime.observe;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What can go wrong with health and metrics. Ids 550 to 599, together with {@link ObserveLogger}. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface ObserveMessages {

    ObserveMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), ObserveMessages.class);

    @Message(id = 551, value = "Health and metrics can't be served on %s port %s: %s: %s, or set "
            + "swell.management.port to 'off'")
    IllegalStateException notBound(String host, String port, String reason, String remedy);
}
