package dev.swell.runtime.control;

import static dev.swell.runtime.control.ControlMessages.MESSAGES;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.swell.runtime.control.RequestHandler.Answer;
import dev.swell.runtime.table.TableDesk;
import dev.swell.runtime.table.TableInfo;

/** Answers what is asked of tables: shows all and the counters, or the rows of one. */
final class TableRequests {

    /**
     * A table.
     *
     * @param columns as in the source of a record
     * @param key the name of the key's column
     * @param ttlMillis how long a row stays after it was put; 0 if for good
     * @param refused rows that there was no room for
     */
    private record TableLine(String table, String key, List<String> columns, int rows, int size, long ttlMillis,
            long refused) {

        static TableLine of(TableInfo table) {
            return new TableLine(table.name(), table.key(), table.columns(), table.rows(), table.size(),
                    table.ttl().toMillis(), table.refused());
        }
    }

    private TableRequests() {}

    static void handle(JsonNode request, TableDesk desk, Answer answer) throws IOException {
        if (request.has("table")) {
            rows(request.path("table").asText(), request.path("most").asInt(), desk, answer);
            return;
        }
        for (TableInfo table : desk.list()) {
            answer.send(TableLine.of(table));
        }
        for (Map.Entry<String, Long> counter : desk.counters().entrySet()) {
            answer.send(Map.of("counter", counter.getKey(), "value", counter.getValue()));
        }
    }

    /** Sends the table, then its rows. */
    private static void rows(String name, int most, TableDesk desk, Answer answer) throws IOException {
        answer.send(TableLine.of(desk.find(name).orElseThrow(() -> MESSAGES.noSuchTable(name))));
        Iterator<Map<String, Object>> rows = desk.rows(name);
        for (int i = 0; i < most && rows.hasNext(); i++) {
            answer.send(rows.next());
        }
    }
}
