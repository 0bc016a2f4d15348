package dev.swell.extension;

import jakarta.enterprise.inject.spi.DefinitionException;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

import dev.swell.extension.model.Place;

/** What can be wrong with a job's declaration. Ids 720 to 729. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface CronMessages {

    CronMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), CronMessages.class);

    @Message(id = 720, value = "@CronJob on %s: it says %s: write either every = \"10s\" or cron = \"0 30 2 * * MON-FRI\"")
    DefinitionException trigger(Place place, String what);

    @Message(id = 721, value = "@CronJob on %s: %s: %s")
    DefinitionException badAttribute(Place place, String attribute, String reason);

    @Message(id = 722, value = "@CronJob on %s: the method takes %s: it may take nothing or a CronExecution")
    DefinitionException parameters(Place place, String parameters);

    @Message(id = 723, value = "@CronJob on %s: the method returns %s, and nobody would see it: make it void")
    DefinitionException result(Place place, String type);

    @Message(id = 724, value = "@CronJob on %s and on %s are both called '%s': give one of them another identity")
    DefinitionException sameIdentity(Place place, Place other, String identity);

    @Message(id = 725, value = "@CronJob on %s: identity: '%s': use one line of 1 to 200 characters without quotes")
    DefinitionException badIdentity(Place place, String identity);
}
