package dev.swell.runtime.cli;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code start} and {@code restart} are told. */
final class StartOptions {

    @Mixin
    private ApplicationOptions application;

    @Option(names = "-d", description = "Detach: return as soon as it serves, and go on in the background.")
    private boolean detach;

    @Option(names = "-i", description = "Ignore the PID file, and any other server that uses the state directory.")
    private boolean ignoreOthers;

    @Option(names = "--dev", description = {
            "Development mode: compiles sources that change, and reloads at each change.", "Never for production."})
    private boolean dev;

    /** How a detached server is told that it is one. */
    @Option(names = "--detached", hidden = true)
    private boolean detached;

    ApplicationOptions application() {
        return application;
    }

    boolean detach() {
        return detach;
    }

    boolean dev() {
        return dev;
    }

    boolean ignoreOthers() {
        return ignoreOthers;
    }

    boolean detached() {
        return detached;
    }

    /** Returns the arguments by which a process of its own does what is wanted. */
    List<String> detachedArguments() {
        List<String> arguments = new ArrayList<>(List.of("start", "--detached"));
        if (ignoreOthers) {
            arguments.add("-i");
        }
        if (dev) {
            arguments.add("--dev");
        }
        arguments.addAll(application.arguments());
        return arguments;
    }
}
