package dev.swell.runtime.table;

import java.time.Duration;
import java.util.List;

/**
 * How a table is, at one moment.
 *
 * @param columns as in the source of a record
 * @param key the name of one of them
 * @param ttl zero if rows stay
 * @param refused rows that there was no room for since the table is there
 */
public record TableInfo(String name, List<String> columns, String key, int rows, int size, Duration ttl,
        long refused) {

    static TableInfo of(Store store) {
        Layout layout = store.current();
        return new TableInfo(store.name(), layout.columns().stream().map(Column::toString).toList(),
                layout.keyColumn().name(), store.size(), store.capacity(), store.ttl(), store.refused());
    }
}
