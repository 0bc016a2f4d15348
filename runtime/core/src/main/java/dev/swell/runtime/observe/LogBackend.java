package dev.swell.runtime.observe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

import dev.swell.runtime.config.LogFormat;
import dev.swell.runtime.config.LogLevel;
import dev.swell.runtime.config.LogSettings;

/**
 * The one place where log lines end, whichever of the four APIs they come from: {@code java.util.logging}, to which SLF4J,
 * JBoss Logging and {@code System.Logger} are led.
 */
public final class LogBackend {

    /** Libraries whose INFO lines tell users nothing. */
    private static final List<String> QUIET = List.of("org.jboss.weld", "org.xnio", "org.jboss.threads", "io.undertow",
            "io.smallrye", "org.jboss.resteasy", "org.hibernate.validator");

    // the JDK holds loggers weakly: a level is forgotten with its logger
    private static final List<Logger> KEPT = new ArrayList<>();

    private static OutputStream destination = new FileOutputStream(FileDescriptor.out);

    private LogBackend() {}

    /** Leads the other APIs here. To be called before any of them is used. */
    public static void choose() {
        System.setProperty("org.jboss.logging.provider", "jdk");
        System.setProperty("slf4j.provider", "org.slf4j.jul.JULServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /**
     * Has all that follows written to a file: lines, and what code prints. It is bounded: {@link RotatingFile#KEPT} older
     * files are kept beside it, each of up to {@link RotatingFile#MAX_BYTES}.
     *
     * @throws IOException if the file can't be written
     */
    public static synchronized void redirect(Path file) throws IOException {
        destination = new RotatingFile(file, RotatingFile.MAX_BYTES);
        PrintStream printed = new PrintStream(destination, true, StandardCharsets.UTF_8);
        System.setOut(printed);
        System.setErr(printed);
    }

    /**
     * Has lines written from now on: to the standard output, or where they were redirected to. May be called again when the
     * settings are known.
     */
    public static synchronized void open(LogSettings settings) {
        open(settings, destination);
    }

    static synchronized void open(LogSettings settings, OutputStream out) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new LogHandler(settings.format() == LogFormat.JSON ? new JsonLines() : new TextLines(), out));
        levels(settings);
    }

    /** Has only lines of these levels written, wherever they go: for tests, whose output belongs to their runner. */
    public static synchronized void levels(LogSettings settings) {
        Logger.getLogger("").setLevel(level(settings.level()));
        KEPT.forEach(logger -> logger.setLevel(null));
        KEPT.clear();
        Map<String, LogLevel> categories = new HashMap<>();
        QUIET.forEach(category -> categories.put(category, LogLevel.WARN));
        categories.putAll(settings.categories());
        categories.forEach((category, level) -> {
            Logger logger = Logger.getLogger(category);
            logger.setLevel(level(level));
            KEPT.add(logger);
        });
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case OFF -> Level.OFF;
            case ERROR -> Level.SEVERE;
            case WARN -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
            case TRACE -> Level.ALL;
        };
    }
}
