package dev.swell.runtime.async.journal;

/** The journal can't be opened. The message is for people. */
public final class JournalFailure extends IllegalStateException {

    public JournalFailure(String message) {
        super(message);
    }
}
