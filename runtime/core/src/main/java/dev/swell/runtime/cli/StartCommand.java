package dev.swell.runtime.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the application and serves it until a signal or a command ends it. */
@Command(name = "start", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Starts the application and serves it until SIGTERM, SIGINT or stop.")
final class StartCommand implements Callable<Integer> {

    @Mixin
    private StartOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return start(options, spec.commandLine());
    }

    /** Returns the exit code, when it serves in the background or has ended. */
    static int start(StartOptions options, CommandLine command) throws InterruptedException {
        if (options.detach()) {
            return new DetachedStart(options, command.getOut(), command.getErr()).run();
        }
        if (options.detached()) {
            command.getCommandSpec().root().commandLine().setErr(DetachedStart.complaints());
        }
        new Serving(options).run();
        return 0;
    }
}
