package dev.swell.runtime.http;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.MessageLogger;

/** What HTTP logs. Ids 300 to 349. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface HttpLogger extends BasicLogger {

    HttpLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), HttpLogger.class,
            "dev.swell.http");
}
