package dev.swell.runtime.table;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/**
 * The rows of one table. A row has a place by its key, in which the cells of now are; a write puts other cells there if
 * nobody was faster, else it begins anew. A place without cells is about to go. Safe for any thread.
 */
final class Store {

    private static final int AT_ONCE = 4096;

    private final String name;
    private final Map<Object, AtomicReference<Cells>> places = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final List<Layout> inUse = new CopyOnWriteArrayList<>(); // one for each worker that is open
    private volatile Layout current;
    private int generation; // of the youngest layout, for who holds the engine's lock
    private volatile int capacity;
    private volatile long ttl; // nanoseconds; 0 if rows stay
    private volatile long earliest = System.nanoTime(); // when the first row's time is over: not before that
    private Sweep sweep; // of the timer's thread

    Store(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Returns how rows of the current worker are held, or null if there was none yet. */
    Layout current() {
        return current;
    }

    /** Returns how old the next layout is. */
    int nextGeneration() {
        return ++generation;
    }

    int capacity() {
        return capacity;
    }

    int size() {
        return count.get();
    }

    /** Returns how many rows there was no room for. */
    long refused() {
        return refused.sum();
    }

    Duration ttl() {
        return Duration.ofNanos(ttl);
    }

    /** Has it hold what the current worker wants. */
    void use(Layout layout, int size, Optional<Duration> timeToLive) {
        current = layout;
        capacity = size;
        ttl = timeToLive.map(Duration::toNanos).orElse(0L);
        earliest = System.nanoTime();
    }

    /** Says that a worker holds rows like that from now on. */
    void enter(Layout layout) {
        inUse.add(layout);
    }

    /**
     * Says that a worker doesn't any more, and puts what it has written in order.
     *
     * @return false if no worker uses the table any more
     */
    boolean leave(Layout layout) {
        inUse.remove(layout);
        for (AtomicReference<Cells> place : places.values()) {
            Cells cells = place.get();
            while (cells != null && !inUse.contains(cells.layout)
                    && !place.compareAndSet(cells, current.fit(cells))) {
                cells = place.get();
            }
        }
        return !inUse.isEmpty();
    }

    /** Returns the row of that key, or null. */
    Cells find(Object key) {
        AtomicReference<Cells> place = places.get(key);
        Cells cells = place == null ? null : place.get();
        return cells == null || isOver(cells) ? null : cells;
    }

    private boolean isOver(Cells cells) {
        long limit = ttl;
        return limit != 0 && System.nanoTime() - cells.written >= limit;
    }

    /**
     * Changes the row of that key.
     *
     * @param change gives what is to be there instead of what it gets, either of which may be null for none; called again
     *        if another thread was faster
     * @return what is there now; null if nothing is, or if there is no room for another row
     */
    Cells change(Object key, UnaryOperator<Cells> change) {
        while (true) {
            AtomicReference<Cells> place = places.get(key);
            Cells before = place == null ? null : place.get();
            if (place != null && before == null) {
                places.remove(key, place); // else this would wait for whoever empties it
                continue;
            }
            Cells after = change.apply(before == null || isOver(before) ? null : before);
            if (after == null) {
                if (before == null || drop(key, place, before)) {
                    return null;
                }
            } else if (place != null) {
                if (place.compareAndSet(before, after)) {
                    return after;
                }
            } else if (!takeRoom()) {
                if (!places.containsKey(key) && !sweepAll()) {
                    refused.increment();
                    return null;
                }
            } else if (places.putIfAbsent(key, new AtomicReference<>(after)) == null) {
                return after;
            } else {
                count.decrementAndGet();
            }
        }
    }

    private boolean takeRoom() {
        int taken = count.get();
        while (taken < capacity) {
            if (count.compareAndSet(taken, taken + 1)) {
                return true;
            }
            taken = count.get();
        }
        return false;
    }

    private boolean drop(Object key, AtomicReference<Cells> place, Cells cells) {
        if (!place.compareAndSet(cells, null)) {
            return false;
        }
        places.remove(key, place);
        count.decrementAndGet();
        return true;
    }

    boolean remove(Object key) {
        AtomicReference<Cells> place = places.get(key);
        Cells cells = place == null ? null : place.get();
        while (cells != null) {
            boolean over = isOver(cells);
            if (drop(key, place, cells)) {
                return !over;
            }
            cells = place.get();
        }
        return false;
    }

    void clear() {
        places.keySet().forEach(this::remove);
    }

    /** Iterates over the rows, in no order and over what is there meanwhile. */
    Iterator<Cells> rows() {
        Iterator<AtomicReference<Cells>> all = places.values().iterator();
        return new Ahead<>(() -> {
            while (all.hasNext()) {
                Cells cells = all.next().get();
                if (cells != null && !isOver(cells)) {
                    return cells;
                }
            }
            return null;
        });
    }

    /**
     * Removes some of the rows whose time is over. On the timer's thread.
     *
     * @return whether there is more to look at
     */
    boolean sweepSome() {
        if (sweep == null && isDue()) {
            sweep = new Sweep();
        }
        if (sweep != null && sweep.run(AT_ONCE)) {
            sweep = null;
        }
        return sweep != null;
    }

    /** Removes all rows whose time is over; returns whether there was one. */
    private boolean sweepAll() {
        Sweep all = new Sweep();
        return isDue() && all.run(Integer.MAX_VALUE) && all.dropped > 0;
    }

    private boolean isDue() {
        return ttl != 0 && System.nanoTime() - earliest >= 0;
    }

    /** A look at each row: finds the earliest end of a row's time too, so that nobody looks again before. */
    private final class Sweep {

        private final long limit = ttl;
        private final Iterator<Map.Entry<Object, AtomicReference<Cells>>> all = places.entrySet().iterator();
        private long first = System.nanoTime() + limit; // of rows that are put from now on
        private int dropped;

        /** Looks at so many; returns whether it was all. */
        boolean run(int most) {
            for (int i = 0; i < most && all.hasNext(); i++) {
                Map.Entry<Object, AtomicReference<Cells>> entry = all.next();
                Cells cells = entry.getValue().get();
                if (cells != null && isOver(cells)) {
                    dropped += drop(entry.getKey(), entry.getValue(), cells) ? 1 : 0;
                } else if (cells != null && cells.written + limit - first < 0) {
                    first = cells.written + limit;
                }
            }
            if (!all.hasNext() && limit == ttl) {
                earliest = first;
            }
            return !all.hasNext();
        }
    }
}
