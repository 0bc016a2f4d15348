package dev.swell.runtime.table;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.swell.extension.TableSource;
import dev.swell.extension.model.RowModel;
import dev.swell.table.Counters;

/** The tables of one worker; opened when the first bean asks, or else before the worker's first event. */
final class WorkerTables implements TableSource {

    private final TableEngine engine;
    private final Map<String, RowTable<?>> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    WorkerTables(TableEngine engine) {
        this.engine = engine;
    }

    boolean belongsTo(TableEngine other) {
        return engine == other;
    }

    @Override
    public RowTable<?> table(RowModel row) {
        RowTable<?> known = open.get(row.name());
        return known == null ? engine.open(row, this) : known;
    }

    /** Returns those that are open, by name; changed by the engine only. */
    Map<String, RowTable<?>> open() {
        return open;
    }

    boolean isClosed() {
        return closed;
    }

    /** Says that the engine counts on it no more; beans that have a table may still use it. */
    void close() {
        closed = true;
    }

    @Override
    public Counters counters() {
        return engine.counters();
    }
}
