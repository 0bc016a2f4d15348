package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells on the standard error why a command failed: the message, and the stack trace for those who asked for it. */
final class Failure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        err.println("swell " + command.getCommandName() + " failed:");
        reason(failure).lines().forEach(line -> err.println("  " + line));
        if (wanted(result)) {
            failure.printStackTrace(err);
        } else {
            err.println("(--verbose prints the stack trace)");
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** A message that names no problem of its own is of no use without the type that it goes with. */
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || !message.contains(" ") ? failure.toString() : message;
    }

    private static boolean wanted(ParseResult result) {
        return result.hasMatchedOption("--verbose") || Logger.getLogger("dev.swell").isLoggable(Level.FINE);
    }
}
