package dev.swell.runtime.worker.launch;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far, to be closed in the reverse order: all of it, whatever fails. */
final class Opened {

    /** Closes one thing. */
    interface Closing {
        void close() throws Exception;
    }

    private final Deque<Closing> open = new ArrayDeque<>();

    void add(Closing closing) {
        open.push(closing);
    }

    /** Closes what is open; the first failure is thrown when all is closed, the others are suppressed in it. */
    void close() {
        Throwable failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception | Error e) {
                if (failure == null) {
                    failure = e;
                } else if (e != failure) { // the JVM has one error for all that lacks memory
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw new IllegalStateException(failure.toString(), failure);
        }
    }
}
