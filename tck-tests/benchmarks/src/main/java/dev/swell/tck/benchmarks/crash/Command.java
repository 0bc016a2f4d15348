package dev.swell.tck.benchmarks.crash;

import java.io.IOException;
import java.util.List;

/** Commands of the system. */
final class Command {

    private Command() {}

    /** Runs one; an exit code other than 0 is a failure. */
    static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + output);
        }
    }
}
