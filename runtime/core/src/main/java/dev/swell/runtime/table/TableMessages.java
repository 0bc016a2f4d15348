package dev.swell.runtime.table;

import java.util.List;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What can be wrong with tables and with what is asked of them. Ids 806 to 817, but for 807. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface TableMessages {

    TableMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), TableMessages.class);

    @Message(id = 806, value = "Table '%s': %s and %s are more than column '%s' can hold: the row with key '%s' stays as it was")
    ArithmeticException overflow(String table, long value, long by, Column column, Object key);

    @Message(id = 808, value = "Table '%s': column '%s' of its rows can't become '%s': give the new column another name, or "
            + "restart the server, which empties the table")
    IllegalStateException columnChanged(String table, Column before, Column after);

    @Message(id = 809, value = "Table '%s': its key can't change from '%s' to '%s': leave it, or restart the server, which "
            + "empties the table")
    IllegalStateException keyChanged(String table, Column before, Column after);

    @Message(id = 810, value = "Table '%s': %s refuses the row with key '%s', which is there already: %s: have it take the row, or "
            + "remove that first")
    IllegalStateException rowRefused(String table, String record, Object key, Throwable reason, @Cause Throwable cause);

    @Message(id = 811, value = "Table '%s': its key is '%s', so %s '%s' is none")
    IllegalArgumentException noKey(String table, Column key, String type, Object given);

    @Message(id = 812, value = "Table '%s': there is no column '%s' to add to: such are %s")
    IllegalArgumentException noNumber(String table, String column, List<String> numbers);

    @Message(id = 813, value = "Table '%s': the change of the row with key '%s' gave one with key '%s': leave the key, or remove one "
            + "row and put another")
    IllegalArgumentException otherKey(String table, Object key, Object other);

    @Message(id = 814, value = "Table '%s' is full with %s rows, so there is none for key '%s': raise size in its @Row, or remove "
            + "rows")
    IllegalStateException full(String table, int size, Object key);

    @Message(id = 815, value = "Table '%s': the text for column '%s' has %s characters, more than %s: shorten it, or raise maxText "
            + "in its @Row")
    IllegalArgumentException textTooLong(String table, String column, int length, int most);

    @Message(id = 816, value = "There are %s counters, and no more can be made: count what has many names in a table")
    IllegalStateException tooManyCounters(int most);

    @Message(id = 817, value = "'%s' can't be the name of a counter: use 1 to 200 characters without control characters")
    IllegalArgumentException badCounter(String name);
}
