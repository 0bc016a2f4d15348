package dev.swell.runtime.cli;

/** A command can't do what it was asked to. The message is for people. */
final class CommandFailure extends RuntimeException {

    public CommandFailure(String message) {
        super(message);
    }
}
