package dev.swell.extension;

import jakarta.enterprise.inject.spi.DefinitionException;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

import dev.swell.extension.model.Place;

/** What can be wrong with the declaration of a table. Ids 800 to 805. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface TableMessages {

    TableMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), TableMessages.class);

    @Message(id = 800, value = "%s is injected into %s, but a table needs a record without type parameters: write Table<YourRecord>")
    DefinitionException noRecord(String type, Place place);

    @Message(id = 801, value = "Table<%s> is injected into %s, but the record has no @Row: put @Row on it")
    DefinitionException noRow(String type, Place place);

    @Message(id = 802, value = "@Row on %s: column '%s' is of type %s: use int, long, double, boolean or String")
    DefinitionException columnType(Place place, String column, String type);

    @Message(id = 803, value = "@Row on %s: %s components have @Key: put it on the one that tells rows apart")
    DefinitionException keys(Place place, int number);

    @Message(id = 804, value = "@Row on %s: %s: %s")
    DefinitionException badAttribute(Place place, String attribute, String reason);

    @Message(id = 805, value = "@Row on %s and on %s are both for a table called '%s': give one another name")
    DefinitionException sameName(Place place, Place other, String name);
}
