package dev.swell.runtime.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line as a whole. Without a command it shows its help. */
@Command(name = "swell", description = "Serves CDI applications over HTTP and WebSocket.", mixinStandardHelpOptions = true, versionProvider = Versions.class, subcommands = {
        StartCommand.class, StopCommand.class, RestartCommand.class, ReloadCommand.class, StatusCommand.class,
        CronCommand.class, TasksCommand.class, TablesCommand.class,
        InfoCommand.class, PublishCommand.class, HelpCommand.class, GenerateCompletion.class})
public final class SwellCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private SwellCommand() {}

    /**
     * Runs a command to its end: {@code start} until the server has stopped.
     *
     * @return the exit code
     */
    public static int run(String... arguments) {
        CommandLine commands = new CommandLine(new SwellCommand()).setExecutionExceptionHandler(new Failure());
        try {
            return commands.execute(arguments);
        } catch (Error e) { // the library handles exceptions only, and threads that run already would keep the process up
            Failure.tell(commands.getErr(), String.join(" ", arguments), e, true);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
