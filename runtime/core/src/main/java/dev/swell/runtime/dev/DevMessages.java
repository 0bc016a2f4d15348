package dev.swell.runtime.dev;

import java.nio.file.Path;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What keeps development mode from starting. Ids 708 and 709. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface DevMessages {

    DevMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), DevMessages.class);

    @Message(id = 708, value = "%s names %s, which is no directory: correct it")
    IllegalStateException noDirectory(String key, Path directory);

    @Message(id = 709, value = "%s can't be unpacked to have classes replaced (%s): correct it, or set swell.dev.sources=none")
    IllegalStateException notUnpacked(Path jar, String reason, @Cause Throwable cause);
}
