package dev.swell.runtime.attached;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What attached servers log. Ids 680 to 689. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface AttachedLogger extends BasicLogger {

    AttachedLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), AttachedLogger.class,
            "dev.swell.attached");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 680, value = "Serving the container that has found Swell, on %s; swell.attached=false keeps it off")
    void serves(String addresses);
}
