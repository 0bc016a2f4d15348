package dev.swell.runtime.observe;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What can be read of tables. */
public final class TableMetrics {

    /**
     * The figures of a table.
     *
     * @param rows how many there are
     * @param size how many there may be
     * @param refused how many there was no room for
     */
    public record Figures(String table, long rows, long size, long refused) {}

    private TableMetrics() {}

    /** Has the figures read whenever somebody looks. */
    public static void watch(Metrics metrics, Supplier<List<Figures>> tables) {
        metrics.text(out -> {
            List<Figures> all = tables.get();
            write(out, "swell_table_rows", "gauge", "Rows in a table", all, Figures::rows);
            write(out, "swell_table_size", "gauge", "Rows that a table may have", all, Figures::size);
            write(out, "swell_table_refused_total", "counter", "Rows that a table had no room for", all,
                    Figures::refused);
        });
    }

    private static void write(StringBuilder out, String name, String type, String help, List<Figures> tables,
            ToLongFunction<Figures> number) {
        if (!tables.isEmpty()) {
            out.append("# HELP ").append(name).append(' ').append(help).append('\n');
            out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
            tables.forEach(table -> out.append(name).append("{table=\"").append(table.table()).append("\"} ")
                    .append(number.applyAsLong(table)).append('\n'));
        }
    }
}
