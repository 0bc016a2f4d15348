package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the tables and the counters, or the rows of one table. */
@Command(name = "tables", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Shows the server's tables and counters, or the rows of one table.")
final class TablesCommand implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private StateOptions state;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Option(names = "--most", paramLabel = "N", defaultValue = "1000", description = "How many rows to show at most (default: ${DEFAULT-VALUE}).")
    private int most;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TABLE", description = "The table whose rows to show.")
    private String table;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        List<JsonNode> lines = new ArrayList<>();
        state.running("tables").ask("tables", table == null ? Map.of() : Map.of("table", table, "most", most),
                PATIENCE, lines::add);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println((table == null ? all(lines) : array(lines.subList(1, lines.size()))).toPrettyString());
        } else if (table == null) {
            TablesText.print(lines, out);
        } else {
            TablesText.printRows(lines.get(0), lines.subList(1, lines.size()), out);
        }
        out.flush();
    }

    private static ObjectNode all(List<JsonNode> lines) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("tables", array(lines.stream().filter(line -> line.has("table")).toList()));
        all.set("counters", array(lines.stream().filter(line -> line.has("counter")).toList()));
        return all;
    }

    private static ArrayNode array(List<JsonNode> lines) {
        return JsonNodeFactory.instance.arrayNode().addAll(lines);
    }
}
