package dev.swell.extension;

import java.util.Set;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

import dev.swell.extension.model.Place;
import dev.swell.extension.schedule.CronExpression;

/** What the extension logs. Ids 180 to 199, 726 and 727. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface ExtensionLogger extends BasicLogger {

    ExtensionLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), ExtensionLogger.class,
            "dev.swell.extension");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 180, value = "Cleaner %s injects the application-scoped bean %s and so resets it while other requests use it: "
            + "make that bean lane-scoped, by @LaneScoped or swell.state.lane-scoped=%2$s")
    void cleanerOfSharedBean(Place cleaner, String bean);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 726, value = "The day of the week in '%s' of job '%s' is read as Quartz reads it, 1 for SUN to 7 for SAT: "
            + "write its name, so that nobody takes it for another")
    void ambiguousWeekday(CronExpression expression, String identity);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 727, value = "swell.cron.jobs.\"%s\" is configured, but there is no such job: correct the name or take it "
            + "out; there are %s")
    void unknownJob(String identity, Set<String> jobs);
}
