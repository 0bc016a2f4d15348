package dev.swell.extension;

import java.io.Serializable;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import jakarta.enterprise.inject.spi.CDI;

import dev.swell.table.Table;

/**
 * What is injected as a {@link Table}, for the reasons of {@link BoundTasks}: a client proxy would take many times as long as a
 * read, and a lock of all threads. It asks for the runtime's at its first use.
 */
final class BoundTable<R extends Record> implements Table<R>, Serializable {

    private static final long serialVersionUID = 1L;

    private final Class<? extends Record> row;
    private final transient Supplier<Table<?>> source;
    private transient volatile Table<R> found;

    BoundTable(Class<? extends Record> row, Supplier<Table<?>> source) {
        this.row = row;
        this.source = source;
    }

    private Object readResolve() {
        return CDI.current().getBeanManager().getExtension(SwellExtension.class).boundTable(row);
    }

    @SuppressWarnings("unchecked") // injected as a table of the record that the source's rows are of
    private Table<R> table() {
        Table<R> table = found;
        if (table == null) {
            table = (Table<R>) source.get();
            found = table;
        }
        return table;
    }

    @Override
    public boolean put(R row) {
        return table().put(row);
    }

    @Override
    public Optional<R> get(Object key) {
        return table().get(key);
    }

    @Override
    public boolean remove(Object key) {
        return table().remove(key);
    }

    @Override
    public boolean contains(Object key) {
        return table().contains(key);
    }

    @Override
    public int size() {
        return table().size();
    }

    @Override
    public long increment(Object key, String column, long by) {
        return table().increment(key, column, by);
    }

    @Override
    public R update(Object key, UnaryOperator<R> change) {
        return table().update(key, change);
    }

    @Override
    public void clear() {
        table().clear();
    }

    @Override
    public Iterator<R> iterator() {
        return table().iterator();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
