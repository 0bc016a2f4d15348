package dev.swell.runtime.observe;

import java.util.logging.Level;
import java.util.logging.LogRecord;

/** What the formats of log lines have in common. */
final class LogLines {

    private LogLines() {}

    /** Returns the level's name as all four logging APIs would have it, though each has names of its own. */
    static String level(LogRecord line) {
        int level = line.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level >= Level.WARNING.intValue()) {
            return "WARN";
        }
        if (level >= Level.INFO.intValue()) {
            return "INFO";
        }
        return level >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    static String category(LogRecord line) {
        return line.getLoggerName() == null ? "" : line.getLoggerName();
    }
}
