package dev.swell.runtime.cron;

import java.util.Set;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What can be wrong with what is asked of jobs. Id 738. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface JobMessages {

    JobMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(),
            JobMessages.class);

    @Message(id = 738, value = "There is no job '%s': there are %s")
    IllegalArgumentException noSuchJob(String identity, Set<String> jobs);
}
