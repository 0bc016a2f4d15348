package dev.swell.runtime.table;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be seen of tables and counters from outside. Safe for any thread. */
public final class TableDesk {

    private final Map<String, Store> stores;
    private final HeldCounters counters;

    TableDesk(Map<String, Store> stores, HeldCounters counters) {
        this.stores = stores;
        this.counters = counters;
    }

    /** Returns the tables, by name. */
    public List<TableInfo> list() {
        return stores.values().stream().map(TableInfo::of).toList();
    }

    /** Returns the table of that name. */
    public Optional<TableInfo> find(String table) {
        return Optional.ofNullable(stores.get(table)).map(TableInfo::of);
    }

    /** Iterates over the rows of a table, in no order, as {@link dev.swell.table.Table#iterator} does; none if there is no such table. */
    public Iterator<Map<String, Object>> rows(String table) {
        Store store = stores.get(table);
        Iterator<Cells> rows = store == null ? List.<Cells>of().iterator() : store.rows();
        return new Ahead<>(() -> rows.hasNext() ? row(store.current().fit(rows.next())) : null);
    }

    private static Map<String, Object> row(Cells cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        List<Column> columns = cells.layout.columns();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i).name(), cells.value(i));
        }
        return row;
    }

    /** Returns the counters, by name. */
    public Map<String, Long> counters() {
        return counters.all();
    }
}
