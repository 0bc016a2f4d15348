package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

/** Tables, counters and rows, for people. */
final class TablesText {

    private static final int WIDEST = 80;

    private TablesText() {}

    /** Prints tables, and the counters after them. */
    static void print(List<JsonNode> lines, PrintWriter out) {
        List<JsonNode> tables = lines.stream().filter(line -> line.has("table")).toList();
        List<JsonNode> counters = lines.stream().filter(line -> line.has("counter")).toList();
        if (!tables.isEmpty() || counters.isEmpty()) {
            printTables(tables, out);
        }
        if (!tables.isEmpty() && !counters.isEmpty()) {
            out.println();
        }
        if (!counters.isEmpty()) {
            Table table = new Table("COUNTER", "VALUE");
            counters.forEach(counter -> table.add(counter.path("counter").asText(), counter.path("value").asText()));
            table.print(out);
        }
    }

    private static void printTables(List<JsonNode> tables, PrintWriter out) {
        if (tables.isEmpty()) {
            out.println("There are no tables.");
            return;
        }
        Table table = new Table("TABLE", "ROWS", "SIZE", "REFUSED", "TTL", "KEY", "COLUMNS");
        tables.forEach(each -> table.add(each.path("table").asText(), each.path("rows").asText(),
                each.path("size").asText(), each.path("refused").asText(), ttl(each.path("ttlMillis").asLong()),
                each.path("key").asText(), columns(each)));
        table.print(out);
    }

    private static String ttl(long millis) {
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        return millis == 0 ? "-"
                : Duration.ofMillis(millis).toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    private static String columns(JsonNode table) {
        List<String> columns = new ArrayList<>();
        table.path("columns").forEach(column -> columns.add(column.asText()));
        return String.join(", ", columns);
    }

    /** Prints the rows of a table, and how many there are. */
    static void printRows(JsonNode table, List<JsonNode> rows, PrintWriter out) {
        if (!rows.isEmpty()) {
            List<String> names = new ArrayList<>();
            rows.get(0).fieldNames().forEachRemaining(names::add);
            Table shown = new Table(names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toArray(String[]::new));
            rows.forEach(
                    row -> shown.add(names.stream().map(name -> text(row.path(name))).toArray(String[]::new)));
            shown.print(out);
            out.println();
        }
        out.println(rows.size() + " of " + table.path("rows") + " rows, at most " + table.path("size") + ".");
    }

    private static String text(JsonNode value) {
        String text = Table.oneLine(value.isNull() ? null : value.asText());
        return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
    }
}
