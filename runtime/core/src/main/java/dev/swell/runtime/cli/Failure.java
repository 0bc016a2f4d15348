package dev.swell.runtime.cli;

import java.io.PrintWriter;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells on the standard error why a command failed: the message, and the stack trace for those who asked for it. */
final class Failure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        boolean verbose = command.getParseResult().hasMatchedOption("--verbose");
        tell(command.getErr(), command.getCommandName(), failure, verbose);
        if (!verbose && command.getCommandSpec().findOption("--verbose") != null) {
            command.getErr().println("(--verbose prints more)");
            command.getErr().flush();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    static void tell(PrintWriter err, String command, Throwable failure, boolean verbose) {
        err.println("swell " + command + " failed:");
        reason(failure).lines().forEach(line -> err.println("  " + line));
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    /** A message that names no problem of its own is of no use without the type that it goes with. */
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || !message.contains(" ") ? failure.toString() : message;
    }
}
