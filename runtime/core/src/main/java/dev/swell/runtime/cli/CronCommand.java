package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the jobs, and pauses, resumes and runs them. */
@Command(name = "cron", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Shows the server's jobs; pauses, resumes or runs one of them.")
final class CronCommand implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What can be done; the names are what is written and asked. */
    private enum Action {
        list, pause, resume, run
    }

    @Mixin
    private StateOptions state;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", defaultValue = "list", description = {
            "list: shows all, or the one of that ID (default).",
            "pause: has no run begin by itself, until it is resumed or the server restarted.",
            "resume: ends a pause.",
            "run: has it run now, beside its schedule, and doesn't wait for that."})
    private Action action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The job's identity.")
    private String identity;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (identity == null && action != Action.list) {
            throw new ParameterException(spec.commandLine(), "Which job? Name its identity: cron " + action + " ID");
        }
        state.running("cron").ask("cron", identity == null ? Map.of("action", action)
                : Map.of("action", action, "identity", identity), PATIENCE, this::print);
    }

    private void print(JsonNode jobs) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(jobs.toPrettyString());
        } else {
            JobTable.print(jobs, out);
        }
        out.flush();
    }
}
