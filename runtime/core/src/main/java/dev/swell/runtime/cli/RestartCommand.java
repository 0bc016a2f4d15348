package dev.swell.runtime.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.swell.runtime.control.StateDirectory;

/** Stops the server, if one runs, and starts it with the given options. */
@Command(name = "restart", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Stops the server and starts it again; of its options, it takes those given here.")
final class RestartCommand implements Callable<Integer> {

    @Mixin
    private StartOptions options;

    @Mixin
    private StopCommand.Limit limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StateDirectory directory = options.application().state().needed("restart");
        options.application().prepare().close(); // what can't be started must not end what runs
        StopCommand.stop(directory, limit, spec.commandLine());
        return StartCommand.start(options, spec.commandLine());
    }
}
