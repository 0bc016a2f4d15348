package dev.swell.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The messages that one category and those below it log, until it is closed. */
public final class LoggedLines extends Handler implements AutoCloseable {

    private final Logger logger; // held, or it is collected with its handlers
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LoggedLines(Logger logger) {
        this.logger = logger;
    }

    /** Listens from now on. */
    public static LoggedLines of(String category) {
        LoggedLines lines = new LoggedLines(Logger.getLogger(category));
        lines.logger.addHandler(lines);
        return lines;
    }

    /** Returns the messages with that id. */
    public List<String> withId(String id) {
        return lines.stream().filter(line -> line.startsWith(id + ":")).toList();
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getMessage());
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
