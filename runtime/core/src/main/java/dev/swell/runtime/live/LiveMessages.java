package dev.swell.runtime.live;

import java.nio.file.Path;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What can be wrong with files of live configuration. Ids 861 to 869. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface LiveMessages {

    LiveMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), LiveMessages.class);

    @Message(id = 861, value = "swell.config.locations names '%s', which can't be read: %s: correct the path or the file, or take it off the list")
    String unreadable(Path file, String reason);

    @Message(id = Message.NONE, value = "it isn't there")
    String missing();

    @Message(id = Message.NONE, value = "it is longer than %d bytes")
    String tooLong(long most);

    @Message(id = Message.NONE, value = "there are more than %d files in it")
    String tooMany(int most);

    @Message(id = Message.NONE, value = "it is neither a file nor a directory")
    String noFile();

    @Message(id = Message.NONE, value = "it is no text in UTF-8")
    String noText();
}
