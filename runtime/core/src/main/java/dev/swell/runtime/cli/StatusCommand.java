package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.swell.runtime.control.Instance;
import dev.swell.runtime.control.StateDirectory;

/** Shows how the server is. */
@Command(name = "status", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Shows the server's workers, listeners, connections, tasks, jobs and processes.")
final class StatusCommand implements Callable<Integer> {

    private static final int NOTHING_RUNS = 3;

    @Mixin
    private StateOptions state;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StateDirectory directory = state.needed("status");
        Optional<Instance> running = Instance.find(directory);
        if (running.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf("Nothing runs with state directory '%s'.%n", directory);
            err.flush();
            return NOTHING_RUNS;
        }
        JsonNode status = running.get().status();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(status.toPrettyString());
            out.flush();
        } else {
            new StatusText(new Facts(out)).print(status);
        }
        return 0;
    }
}
