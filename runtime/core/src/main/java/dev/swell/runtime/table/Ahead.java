package dev.swell.runtime.table;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** An iterator over what a supplier gives, up to its first null. It looks one ahead. */
final class Ahead<T> implements Iterator<T> {

    private final Supplier<T> source;
    private T next;

    Ahead(Supplier<T> source) {
        this.source = source;
        this.next = source.get();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public T next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        T current = next;
        next = source.get();
        return current;
    }
}
