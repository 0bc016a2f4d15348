package dev.swell.runtime.socket;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged of connections. Ids 400 to 499 and 840 to 849. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface SocketLogger extends BasicLogger {

    SocketLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), SocketLogger.class,
            "dev.swell.socket");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 400, value = "WebSockets were not all closed in order after %d ms: the rest is cut")
    void notClosed(long millis);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 401, value = "Worker %d has no socket handler at '%s' any more, or one that asks for the handshake, which the one "
            + "before it did not: %d connections there are closed with 1012")
    void handlerGone(int worker, String path, int connections);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 840, value = "%s on %s port %d is closed: worker %d doesn't declare it any more")
    void portClosed(String name, String host, int port, int worker);
}
