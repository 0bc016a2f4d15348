package dev.swell.runtime.worker.launch;

import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Why an application can't be started. Ids 220 to 249. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface LaunchMessages {

    LaunchMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), LaunchMessages.class);

    @Message(id = 220, value = "The application '%s' doesn't exist: looked for %s; name the jar or directory by --app")
    String missing(Path named, Path absolute);

    @Message(id = 221, value = "The application '%s' can't be read: %s: give the user that runs Swell the right to read it")
    String unreadable(Path path, String reason);

    @Message(id = 222, value = "The jar '%s' is damaged: %s: build or copy it again")
    String damaged(Path path, String reason);

    @Message(id = 223, value = "The application '%s' has no classes: name a jar, a directory of classes, or a directory with jars")
    String noClasses(Path named);

    @Message(id = 224, value = "The application '%s' is named twice: name it once")
    String twice(Path named);

    @Message(id = 225, value = "There is no application: name its jar or directory by --app, or put a jar with beans or a directory of classes on the class path")
    String noApplication();

    @Message(id = 226, value = "%s is in both '%s' and '%s': take one of the two away")
    String sameBean(String classes, Path one, Path other);

    @Message(id = 227, value = "The application can't be copied to '%s': %s: make room there, or set java.io.tmpdir to another folder")
    String notCopied(Path folder, String reason);

    @Message(id = 228, value = "The application failed to start: %s")
    String failed(String reason);

    @Message(id = 229, value = "'%s' can't be read: %s: correct it")
    String badBeansXml(Path path, String reason);

    @Message(id = 230, value = "%s in '%s' can't be loaded: %s: put the jar with the missing class into the lib folder")
    String unloadable(String bean, Path path, String reason);

    @Message(id = 231, value = "%d asynchronous events wait for their observers already, as many as swell.task.max-queued lets: "
            + "fire fewer, have quicker observers, or raise it")
    RejectedExecutionException tooManyEvents(int waiting);
}
