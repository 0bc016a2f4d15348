package dev.swell.extension;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

import dev.swell.extension.model.Place;

/** What the extension logs. Ids 180 to 199. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface ExtensionLogger extends BasicLogger {

    ExtensionLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), ExtensionLogger.class,
            "dev.swell.extension");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 180, value = "Cleaner %s injects the application-scoped bean %s and so resets it while other requests use it: "
            + "make that bean lane-scoped, by @LaneScoped or swell.state.lane-scoped=%2$s")
    void cleanerOfSharedBean(Place cleaner, String bean);
}
