package dev.swell.runtime.control;

/** A running server can't be found, asked or made known, or it has refused. The message is for people. */
public final class ControlFailure extends RuntimeException {

    public ControlFailure(String message) {
        super(message);
    }
}
