package dev.swell;

import dev.swell.runtime.cli.SwellCommand;
import dev.swell.runtime.observe.LogBackend;

/** The main class of {@code swell.jar}. */
public final class Main {

    private Main() {}

    /** Runs a command of the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        LogBackend.choose();
        System.exit(SwellCommand.run(arguments));
    }
}
