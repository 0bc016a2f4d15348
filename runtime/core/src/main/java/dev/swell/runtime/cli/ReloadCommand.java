package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliMessages.MESSAGES;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has the server run the code of now, and waits for the outcome. */
@Command(name = "reload", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Starts a new worker with the code of now; if that fails the old one goes on.")
final class ReloadCommand implements Runnable {

    /** The server says when it is over, and its connection ends with it. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    @Mixin
    private StateOptions state;

    @Option(names = "--prove", description = "Also wait until the old code is gone from memory.")
    private boolean prove;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        state.running("reload").ask("reload", Map.of("prove", prove), PATIENCE, this::tell);
    }

    private void tell(JsonNode line) {
        PrintWriter out = spec.commandLine().getOut();
        int worker = line.path("workerId").asInt();
        if (line.has("millis")) {
            out.printf("Worker %d has taken over, after %d ms.%n", worker, line.path("millis").asLong());
        } else if (line.path("holder").isNull()) {
            out.printf("Worker %d is gone.%n", worker);
        } else {
            throw MESSAGES.notGone(worker, line.path("holder").asText());
        }
        out.flush();
    }
}
