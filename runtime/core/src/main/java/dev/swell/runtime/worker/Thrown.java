package dev.swell.runtime.worker;

import java.util.function.Consumer;

/** What application code has thrown. Its text is application code too, and may throw in its turn or be missing. */
public final class Thrown {

    private Thrown() {}

    /** Returns its text, or at least the name of its class. */
    public static String text(Throwable thrown) {
        try {
            String text = thrown.toString();
            return text == null ? thrown.getClass().getName() : text;
        } catch (Throwable e) { // checked ones too, which nobody need declare
            return thrown.getClass().getName();
        }
    }

    /** Returns its message; where there is none, its {@link #text}. */
    public static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? text(thrown) : message;
        } catch (Throwable e) {
            return text(thrown);
        }
    }

    /**
     * Logs it. If it can't be printed, an exception that can stands in for it.
     *
     * @param log is given what to log with the message; perhaps twice
     */
    public static void log(Throwable thrown, Consumer<Throwable> log) {
        try {
            log.accept(thrown);
        } catch (Throwable e) {
            logInstead(thrown, log);
        }
    }

    private static void logInstead(Throwable thrown, Consumer<Throwable> log) {
        try {
            log.accept(new Exception(text(thrown) + ", which can't be printed"));
        } catch (Throwable e) { // out of memory, say: what isn't logged is the least of it
        }
    }
}
