package dev.swell.runtime.dev;

import java.nio.file.Path;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What development mode logs. Ids 700 to 707. */
@MessageLogger(projectCode = "SWELL-", length = 3)
interface DevLogger extends BasicLogger {

    DevLogger LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), DevLogger.class, "dev.swell.dev");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 700, value = "Development mode, not for production: what changes in %s is reloaded, sources of %s are compiled")
    void watches(String watched, String sources);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 701, value = "Changed: %s")
    void changed(String files);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 702, value = "The sources don't compile, so the old code goes on (changed: %s)")
    void compilesNot(String changes, @Cause CompileFailure errors);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 703, value = "The sources can't be compiled here, so that is left to the build; set swell.dev.sources=none, or swell.dev.compiler-options as it needs them")
    void compilesNothing(@Cause CompileFailure errors);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 704, value = "This Java has no compiler, so changed sources are not compiled: use a JDK")
    void noCompiler();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 705, value = "Changes of some files are not announced and found a little later (%s)")
    void noEvents(String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 706, value = "%s is not copied, since the build has changed it on the way: run the build")
    void leftToBuild(Path file);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 707, value = "Development mode failed with a change (%s), and waits for the next one")
    void broken(String changes, @Cause Throwable cause);
}
