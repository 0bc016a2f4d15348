package dev.swell.runtime.socket;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

import dev.swell.extension.model.Place;
import dev.swell.socket.Protocol;

/** What keeps a port from being opened. Ids 835 to 839. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface SocketMessages {

    SocketMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), SocketMessages.class);

    @Message(id = 835, value = "%s can't be served on %s port %s for %s: %s: stop what uses it, or give the handler another port or host")
    IllegalStateException notBound(Protocol protocol, String host, String port, Place place, String reason);
}
