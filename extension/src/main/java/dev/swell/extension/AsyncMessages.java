package dev.swell.extension;

import jakarta.enterprise.inject.spi.DefinitionException;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

import dev.swell.extension.model.Place;

/** What can be wrong with the declarations of handlers and listeners. Ids 745 to 754. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface AsyncMessages {

    AsyncMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), AsyncMessages.class);

    @Message(id = 745, value = "@%s on %s: the method takes %s: write %s")
    DefinitionException parameters(String annotation, Place place, String parameters, String instead);

    @Message(id = 746, value = "@%s on %s: %s is no type that can be told from others when it is carried to another worker: %s")
    DefinitionException payload(String annotation, Place place, String type, String instead);

    @Message(id = 747, value = "@TaskHandler on %s and on %s both take %s: leave one, or give one of them a payload class of its own")
    DefinitionException sameHandler(Place place, Place other, String payload);

    @Message(id = 748, value = "@TaskHandler on %s: %s: %s")
    DefinitionException badAttribute(Place place, String attribute, String reason);

    @Message(id = 749, value = "@TaskFinished on %s: no @TaskHandler takes %s: write one, or take the payload of one that there is")
    DefinitionException noHandler(Place place, String payload);

    @Message(id = 750, value = "@TaskFinished on %s and on %s are both for %s: leave one")
    DefinitionException sameFinished(Place place, Place other, String payload);

    @Message(id = 751, value = "@TaskFinished on %s: takes a result of type %s, and the handler %s returns %s: %s")
    DefinitionException finishedResult(Place place, String taken, Place handler, String returned, String instead);

    @Message(id = 752, value = "@%s on %s: the method returns %s: %s")
    DefinitionException result(String annotation, Place place, String type, String instead);
}
