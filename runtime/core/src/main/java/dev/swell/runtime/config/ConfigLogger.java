package dev.swell.runtime.config;

import java.util.Set;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged about the configuration. Ids 640 to 649, 860. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface ConfigLogger extends BasicLogger {

    ConfigLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), ConfigLogger.class,
            "dev.swell.config");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 640, value = "Environment variables %s are no keys of Swell and are ignored")
    void unknownVariables(Set<String> names);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 860, value = "swell.config.locations and swell.apollo.server are ignored, since the application's container was started by someone else: have Swell start it, or add a ConfigSource")
    void notLive();
}
