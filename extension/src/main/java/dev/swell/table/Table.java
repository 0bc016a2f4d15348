package dev.swell.table;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Rows that the whole server shares, by their keys. They outlive reloads, not the process. Inject it anywhere, as
 * {@code Table<YourRecord>}; where no runtime serves the container each method throws {@link IllegalStateException}.
 *
 * <p>
 * Safe for any thread. No method waits for another thread: reads see a row as one of the writes has left it, whole, and
 * writes of one row come one after the other. A row whose time ({@link Row#ttl}) is over isn't there any more.
 *
 * <p>
 * A key is given as the type of its component, whole numbers in any of their types that hold it; another type is an
 * {@link IllegalArgumentException}, null a {@link NullPointerException}.
 *
 * @param <R> the record, annotated with {@link Row}
 */
public interface Table<R extends Record> extends Iterable<R> {

    /**
     * Puts a row, in the place of the one with the same key if there is one. Its time begins anew.
     *
     * @return false if it wasn't, since the table is full and has no row with that key
     * @throws IllegalArgumentException if a text is longer than {@link Row#maxText}
     */
    boolean put(R row);

    /** Returns the row with that key. */
    Optional<R> get(Object key);

    /** Removes the row with that key; returns false if there is none. */
    boolean remove(Object key);

    /** Tells whether there is a row with that key. */
    boolean contains(Object key);

    /** Returns how many rows there are; those whose time is over may count for a second more. */
    int size();

    /**
     * Adds to a column. Where there is no row with that key it puts one first, whose other columns are 0, false or empty.
     * The row's time goes on.
     *
     * @param column the name of a component of type {@code int} or {@code long} that isn't the key
     * @return the sum
     * @throws ArithmeticException if the column can't hold the sum; the row stays as it was, also if the record's constructor
     *         refuses it, whose exception is thrown then
     * @throws IllegalStateException if there is no such row and the table is full
     */
    long increment(Object key, String column, long by);

    /**
     * Changes a row in one step. The row's time goes on.
     *
     * @param change gives the row to be put in the place of the one that it gets, with the same key, or null to have it
     *        removed. It is called again if another thread was faster, so it must do nothing else. What it throws goes to the
     *        caller, and the row stays as it was
     * @return what is there now; null if there was no such row, without a call, or if it was removed
     */
    R update(Object key, UnaryOperator<R> change);

    /** Removes all rows that are there when it begins. */
    void clear();

    /**
     * Iterates over the rows, in no order. Neither waits for writers nor makes them wait: what is written meanwhile is seen
     * or not. Can't remove.
     */
    @Override
    Iterator<R> iterator();
}
