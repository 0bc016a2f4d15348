package dev.swell.runtime.table;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged of tables. Ids 818 and 819. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface TableLogger extends BasicLogger {

    TableLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), TableLogger.class,
            "dev.swell.table");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 818, value = "Table '%s' is gone with its %s rows, since the application doesn't use it any more")
    void gone(String table, int rows);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 819, value = "Table '%s' has %s rows, more than the %s of its @Row now: they stay, and no other comes until there "
            + "are fewer")
    void tooManyRows(String table, int rows, int size);
}
