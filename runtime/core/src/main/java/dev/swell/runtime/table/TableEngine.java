package dev.swell.runtime.table;

import static dev.swell.runtime.table.TableLogger.LOG;
import static dev.swell.runtime.table.TableMessages.MESSAGES;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

import dev.swell.extension.SwellExtension;
import dev.swell.extension.model.RowModel;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.observe.TableMetrics;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.Worker;
import dev.swell.table.Counters;

/**
 * Holds tables and counters. A worker passes {@link #bind}, {@link #prepare}, {@link #begin} when it is the current one, and
 * {@link #end} before it is closed; a table is there as long as one worker uses it. Safe for any thread.
 */
public final class TableEngine {

    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long GO_ON_NANOS = Duration.ofMillis(1).toNanos();

    private final Timer timer;
    private final ReentrantLock lock = new ReentrantLock(); // for workers that come and go; not for rows
    private final Map<String, Store> stores = new ConcurrentSkipListMap<>();
    private final HeldCounters counters = new HeldCounters();
    private volatile int current;
    private boolean sweeping;

    /** Makes one without tables. */
    public TableEngine(Timer timer, Metrics metrics) {
        this.timer = timer;
        TableMetrics.watch(metrics, () -> stores.values().stream().map(store -> new TableMetrics.Figures(store.name(),
                store.size(), store.capacity(), store.refused())).toList());
    }

    /** Makes tables and counters injectable in a container that is about to start. */
    public void bind(SwellExtension extension) {
        extension.bind(new WorkerTables(this));
    }

    /** Lets go of a container that has failed to start. */
    public void unbind(SwellExtension extension) {
        if (extension.tables() instanceof WorkerTables known && known.belongsTo(this)) {
            leave(known, false);
        }
    }

    /**
     * Opens the tables of a worker, before its first event is fired.
     *
     * @throws IllegalStateException if its records don't take the rows that are there, with the reason
     */
    public void prepare(Worker worker) {
        SwellExtension extension = worker.extension();
        if (!(extension.tables() instanceof WorkerTables known && known.belongsTo(this))) {
            bind(extension);
        }
        worker.model().rows().forEach(extension.tables()::table);
    }

    RowTable<?> open(RowModel row, WorkerTables tables) {
        lock.lock();
        try {
            RowTable<?> known = tables.open().get(row.name());
            if (known != null) {
                return known;
            }
            Store store = stores.getOrDefault(row.name(), new Store(row.name()));
            Layout layout = layout(store, row);
            RowTable<?> table = new RowTable<>(store, row, layout, new RecordCodec(row.type(), layout));
            table.check();
            if (store.current() == null) {
                store.use(layout, row.size(), row.ttl());
            }
            if (!tables.isClosed()) { // else it is for the last words of beans that have never asked before
                stores.put(row.name(), store);
                store.enter(layout);
            }
            tables.open().put(row.name(), table);
            return table;
        } finally {
            lock.unlock();
        }
    }

    private static Layout layout(Store store, RowModel row) {
        List<Column> columns = RecordCodec.columns(row.type());
        Layout before = store.current();
        if (before == null) {
            return new Layout(columns, row.key(), store.nextGeneration());
        }
        if (before.columns().equals(columns) && before.key() == row.key()) {
            return before;
        }
        for (Column column : columns) {
            Column conflict = before.conflict(column);
            if (conflict != null) {
                throw MESSAGES.columnChanged(row.name(), conflict, column);
            }
        }
        if (!before.keyColumn().equals(columns.get(row.key()))) {
            throw MESSAGES.keyChanged(row.name(), before.keyColumn(), columns.get(row.key()));
        }
        return new Layout(columns, row.key(), store.nextGeneration());
    }

    /** Has the tables be as a worker declares them, which is the current one now. */
    public void begin(Worker worker) {
        begin((WorkerTables) worker.extension().tables(), worker.id());
    }

    void begin(WorkerTables tables, int workerId) {
        lock.lock();
        try {
            current = workerId;
            for (RowTable<?> table : tables.open().values()) {
                RowModel row = table.model();
                table.store().use(table.layout(), row.size(), row.ttl());
                if (table.size() > row.size()) {
                    LOG.tooManyRows(row.name(), table.size(), row.size());
                }
                if (row.ttl().isPresent() && !sweeping) {
                    sweeping = true;
                    timer.schedule(SWEEP_NANOS, this::sweep);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** On the timer's thread, so never much at once. */
    private void sweep() {
        boolean more = false;
        for (Store store : stores.values()) {
            more |= store.sweepSome();
        }
        timer.schedule(more ? GO_ON_NANOS : SWEEP_NANOS, this::sweep);
    }

    /** Lets go of the tables of a worker that is about to be closed. */
    public void end(Worker worker) {
        if (worker.extension().tables() instanceof WorkerTables known) {
            leave(known, current != worker.id());
        }
    }

    void leave(WorkerTables tables, boolean telling) {
        lock.lock();
        try {
            if (tables.isClosed()) {
                return;
            }
            tables.close();
            for (RowTable<?> table : tables.open().values()) {
                Store store = table.store();
                if (!store.leave(table.layout())) {
                    stores.remove(store.name());
                    if (telling) {
                        LOG.gone(store.name(), store.size());
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    Counters counters() {
        return counters;
    }

    /** Returns what the command line asks for. */
    public TableDesk desk() {
        return new TableDesk(stores, counters);
    }
}
