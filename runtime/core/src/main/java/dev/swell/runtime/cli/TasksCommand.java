package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the tasks, and tries again, drops and cancels them. */
@Command(name = "tasks", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Shows the server's tasks and events that run, wait or are dead; tries dead ones again, drops them, or cancels what waits.")
final class TasksCommand implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What can be done; the names are what is written and asked. */
    private enum Action {
        list(""), retry("is tried again"), drop("is dropped"), cancel("is cancelled");

        private final String outcome;

        Action(String outcome) {
            this.outcome = outcome;
        }
    }

    @Mixin
    private StateOptions state;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Option(names = "--most", paramLabel = "N", defaultValue = "1000", description = "How many to show at most (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--all", description = "For retry and drop: all dead letters.")
    private boolean all;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", defaultValue = "list", description = {
            "list: shows them (default).", "retry: has dead letters tried again, as often as at first.",
            "drop: forgets dead letters.", "cancel: has what waits not done."})
    private Action action;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "The ids.")
    private List<String> ids = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    private JsonNode counts;
    private final ArrayNode tasks = JsonNodeFactory.instance.arrayNode();

    @Override
    public void run() {
        check();
        state.running("tasks").ask("tasks", Map.of("action", action, "ids", ids, "all", all, "most", most), PATIENCE,
                this::take);
        PrintWriter out = spec.commandLine().getOut();
        if (action == Action.list) {
            show(out);
        } else if (tasks.isEmpty()) {
            out.println("There are no dead letters.");
        }
        out.flush();
    }

    private void check() {
        if (action != Action.list && ids.isEmpty() && !all) {
            throw new ParameterException(spec.commandLine(), "Which task? Name its id: tasks " + action + " ID");
        }
        if (all && (action == Action.list || action == Action.cancel || !ids.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--all goes with retry and drop, and without ids");
        }
    }

    private void take(JsonNode line) {
        if (line.has("counts")) {
            counts = line.path("counts");
            return;
        }
        tasks.add(line);
        if (action != Action.list) {
            spec.commandLine().getOut().printf("Task %s %s.%n", line.path("id").asText(), action.outcome);
        }
    }

    private void show(PrintWriter out) {
        if (json) {
            out.println(tasks.toPrettyString());
        } else {
            TaskText.print(tasks, counts, out);
        }
    }
}
