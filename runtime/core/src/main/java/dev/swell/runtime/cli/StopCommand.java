package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliMessages.MESSAGES;

import java.time.Duration;
import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.swell.runtime.control.Instance;
import dev.swell.runtime.control.StateDirectory;

/** Stops the server. That none runs any more is what was wanted, however it came to it. */
@Command(name = "stop", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Stops the server, and waits for its end.")
final class StopCommand implements Runnable {

    @Mixin
    private StateOptions state;

    @Mixin
    private Limit limit;

    @Spec
    private CommandSpec spec;

    /** How long a stop may take. */
    static final class Limit {

        @Option(names = "--timeout", paramLabel = "SECONDS", description = {
                "Kill the process if it has not ended after so long.",
                "Default: swell.stop.max-wait and 5 s, as the server has it."})
        private Long seconds;

        Optional<Duration> duration() {
            return Optional.ofNullable(seconds).map(Duration::ofSeconds);
        }
    }

    @Override
    public void run() {
        stop(state.needed("stop"), limit, spec.commandLine());
    }

    static void stop(StateDirectory directory, Limit limit, CommandLine command) {
        long begun = System.nanoTime();
        Optional<Instance> running = Instance.find(directory);
        if (running.isEmpty()) {
            command.getOut().printf("Nothing runs with state directory '%s'.%n", directory);
            command.getOut().flush();
            return;
        }
        long pid = running.get().pid();
        switch (running.get().stop(limit.duration())) {
            case ITSELF -> command.getOut().printf("PID %d has ended, after %d ms.%n", pid, millisSince(begun));
            case KILLED -> command.getErr().printf("PID %d did not end within %d ms, so it was killed.%n", pid,
                    millisSince(begun));
            case NONE -> throw MESSAGES.notEnded(pid);
        }
        command.getOut().flush();
        command.getErr().flush();
    }

    private static long millisSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
