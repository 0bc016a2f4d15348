package dev.swell.runtime.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Writes each record at once, whole. The JDK's own handlers hold a monitor meanwhile, which would pin virtual threads. */
final class LogHandler extends Handler {

    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    LogHandler(Formatter formatter, OutputStream out) {
        this.out = out;
        setFormatter(formatter);
        setLevel(Level.ALL);
        setFilter(line -> !isToldBetter(line));
    }

    /** Undertow tells of handlers that fail after a dispatch; so does the worker, with bean and member. */
    private static boolean isToldBetter(LogRecord line) {
        return "io.undertow.request".equals(line.getLoggerName()) && line.getMessage() != null
                && line.getMessage().startsWith("UT005071");
    }

    @Override
    public void publish(LogRecord line) {
        if (!isLoggable(line)) {
            return;
        }
        try {
            write(getFormatter().format(line).getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            reportError(null, e, ErrorManager.WRITE_FAILURE);
        }
    }

    private void write(byte[] bytes) throws IOException {
        writing.lock();
        try {
            out.write(bytes);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        // the stream belongs to the process
    }
}
