package dev.swell.runtime.table;

import static dev.swell.runtime.table.TableMessages.MESSAGES;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.swell.extension.model.RowModel;
import dev.swell.table.Table;

/** A table as one worker sees it: the rows of the store, as records of its own class. Safe for any thread. */
final class RowTable<R extends Record> implements Table<R> {

    private final Store store;
    private final RowModel model;
    private final Layout layout;
    private final RecordCodec codec;

    RowTable(Store store, RowModel model, Layout layout, RecordCodec codec) {
        this.store = store;
        this.model = model;
        this.layout = layout;
        this.codec = codec;
    }

    Store store() {
        return store;
    }

    Layout layout() {
        return layout;
    }

    RowModel model() {
        return model;
    }

    @SuppressWarnings("unchecked") // the codec is that of the record
    private R read(Cells cells) {
        return (R) codec.read(cells);
    }

    @Override
    public boolean put(R row) {
        Cells cells = write(row, System.nanoTime());
        return store.change(Objects.requireNonNull(cells.key(), "key"), before -> instead(before, cells)) != null;
    }

    private Cells write(R row, long written) {
        Cells cells = codec.write(row, written);
        for (int i = 0; i < layout.columns().size(); i++) {
            if (layout.columns().get(i).type() == ColumnType.TEXT) {
                checkLength(i, cells.texts[layout.place(i)]);
            }
        }
        return cells;
    }

    private void checkLength(int column, String text) {
        if (text != null && text.length() > model.maxText()) {
            throw MESSAGES.textTooLong(store.name(), layout.columns().get(column).name(), text.length(),
                    model.maxText());
        }
    }

    /** Returns the cells for the place of others; columns that only younger code knows are left as they are. */
    private Cells instead(Cells before, Cells cells) {
        return before != null && before.layout.isYoungerThan(layout) ? Layout.over(before, cells) : cells;
    }

    private Object key(Object given) {
        Object key = layout.keyColumn().type().key(Objects.requireNonNull(given, "key"));
        if (key == null) {
            throw MESSAGES.noKey(store.name(), layout.keyColumn(), given.getClass().getSimpleName(), given);
        }
        return key;
    }

    @Override
    public Optional<R> get(Object key) {
        Cells cells = store.find(key(key));
        return cells == null ? Optional.empty() : Optional.of(read(cells));
    }

    @Override
    public boolean contains(Object key) {
        return store.find(key(key)) != null;
    }

    @Override
    public boolean remove(Object key) {
        return store.remove(key(key));
    }

    @Override
    public int size() {
        return store.size();
    }

    @Override
    public void clear() {
        store.clear();
    }

    @Override
    public long increment(Object key, String column, long by) {
        int number = number(column);
        Object own = key(key);
        Cells after = store.change(own, before -> {
            Cells sum = sum(before, own, number, by);
            codec.read(sum); // so that nothing is held that the record refuses
            return sum;
        });
        if (after == null) {
            throw MESSAGES.full(store.name(), store.capacity(), own);
        }
        return after.words[place(after.layout, number)];
    }

    private int number(String column) {
        int number = layout.find(Objects.requireNonNull(column, "column"));
        if (number < 0 || !isNumber(number)) {
            List<String> numbers = layout.columns().stream().map(Column::name)
                    .filter(name -> isNumber(layout.find(name))).toList();
            throw MESSAGES.noNumber(store.name(), column, numbers);
        }
        return number;
    }

    private boolean isNumber(int column) {
        ColumnType type = layout.columns().get(column).type();
        return column != layout.key() && (type == ColumnType.INT || type == ColumnType.LONG);
    }

    private int place(Layout of, int column) {
        return of.place(of == layout ? column : of.find(layout.columns().get(column).name()));
    }

    private Cells sum(Cells before, Object key, int column, long by) {
        Cells cells = before == null ? blank(key)
                : before.layout.isYoungerThan(layout) ? knowing(before, column) : layout.fit(before);
        int place = place(cells.layout, column);
        long value = cells.words[place];
        long sum = value + by;
        if (((value ^ sum) & (by ^ sum)) < 0 || !layout.columns().get(column).type().holds(sum)) {
            throw MESSAGES.overflow(store.name(), value, by, layout.columns().get(column), key);
        }
        return cells.with(place, sum);
    }

    private Cells blank(Object key) {
        if (key instanceof String text) {
            checkLength(layout.key(), text);
        }
        return layout.blank(key, System.nanoTime());
    }

    /** Returns a younger row, unless younger code has dropped the column: then one of this code. */
    private Cells knowing(Cells younger, int column) {
        return younger.layout.find(layout.columns().get(column).name()) >= 0 ? younger : layout.fit(younger);
    }

    @Override
    public R update(Object key, UnaryOperator<R> change) {
        Update update = new Update(key(key), Objects.requireNonNull(change, "change"));
        store.change(update.key, update);
        return update.after;
    }

    private final class Update implements UnaryOperator<Cells> {

        private final Object key;
        private final UnaryOperator<R> change;
        private R after;

        Update(Object key, UnaryOperator<R> change) {
            this.key = key;
            this.change = change;
        }

        @Override
        public Cells apply(Cells before) {
            after = before == null ? null : change.apply(read(before));
            if (after == null) {
                return null;
            }
            Cells cells = write(after, before.written);
            if (!key.equals(cells.key())) {
                throw MESSAGES.otherKey(store.name(), key, cells.key());
            }
            return instead(before, cells);
        }
    }

    @Override
    public Iterator<R> iterator() {
        Iterator<Cells> rows = store.rows();
        return new Ahead<>(() -> rows.hasNext() ? read(rows.next()) : null);
    }

    /**
     * Looks whether the record takes all rows.
     *
     * @throws IllegalStateException if it doesn't
     */
    void check() {
        store.rows().forEachRemaining(cells -> {
            try {
                codec.read(cells);
            } catch (RuntimeException | Error e) {
                throw MESSAGES.rowRefused(store.name(), model.place().toString(), cells.key(), e, e);
            }
        });
    }

    @Override
    public String toString() {
        return "Table[" + store.name() + ", " + size() + " of " + store.capacity() + " rows]";
    }
}
