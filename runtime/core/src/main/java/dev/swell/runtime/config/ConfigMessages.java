package dev.swell.runtime.config;

import java.net.URL;
import java.util.List;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What can be wrong with the configuration. Ids 600 to 639. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface ConfigMessages {

    ConfigMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), ConfigMessages.class);

    @Message(id = 600, value = "%s is '%s' (%s): it must be %s")
    String badValue(String key, String value, String origin, String allowed);

    @Message(id = 601, value = "%s (%s) is no key of Swell: did you mean %s?")
    String unknownKey(String key, String origin, String nearest);

    @Message(id = 602, value = "%s can't be read: %s: set that property, or give it a default as in '${name:default}'")
    String expression(String key, String reason);

    @Message(id = 603, value = "The configuration can't be read: %s: correct it in one of %s")
    String unreadable(String reason, List<URL> files);

    @Message(id = 605, value = "The application's configuration is of %s, which Swell can't read: use SmallRye Config, which swell.jar has")
    String foreignConfig(String type);

    @Message(id = 606, value = "%s is '%s' (%s), but this is %s: it must be %s")
    String unsupported(String key, String value, String origin, String here, String allowed);

    @Message(id = Message.NONE, value = "there is no key '%s': set it, or write a default as in '${name:default}'")
    String noSuchKey(String key);

    @Message(id = 607, value = "%s (%s) can't be set there, since the commands look for it without the application: set it by --state-dir, system property or environment variable %s")
    String setOutside(String key, String origin, String variable);

    @Message(id = 608, value = "swell.task.durable is 'all', and swell.state-dir is 'none', so that no task can be kept: name a directory, or leave out swell.task.durable")
    String nowhereToKeepTasks();
}
