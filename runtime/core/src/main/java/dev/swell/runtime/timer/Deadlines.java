package dev.swell.runtime.timer;

import java.util.Arrays;

/**
 * A binary heap of deadlines, the earliest first and of equal ones the one that came first. An entry knows its place, so
 * that one that is cancelled goes at once, in logarithmic time. Not safe for threads.
 */
final class Deadlines {

    /** One deadline. */
    static final class Entry {

        private static final int NOWHERE = -1;

        final long deadline; // of System.nanoTime, which may overflow: compare by the difference only
        final Runnable callback;
        private long number;
        private int place = NOWHERE;

        Entry(long deadline, Runnable callback) {
            this.deadline = deadline;
            this.callback = callback;
        }

        private boolean isBefore(Entry other) {
            long difference = deadline - other.deadline;
            return difference != 0 ? difference < 0 : number < other.number;
        }
    }

    private static final int SMALLEST = 64;

    private Entry[] heap = new Entry[SMALLEST];
    private int size;
    private long numbers;

    int size() {
        return size;
    }

    /** Returns the earliest, or null. */
    Entry first() {
        return heap[0];
    }

    void add(Entry entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        entry.number = numbers++;
        up(size++, entry);
    }

    /** Takes it out; returns false if it isn't in any more. */
    boolean remove(Entry entry) {
        int place = entry.place;
        if (place == Entry.NOWHERE) {
            return false;
        }
        entry.place = Entry.NOWHERE;
        Entry last = heap[--size];
        heap[size] = null;
        if (last != entry) {
            down(place, last);
            up(last.place, last);
        }
        if (heap.length > SMALLEST && size < heap.length / 4) {
            shrink();
        }
        return true;
    }

    private void shrink() {
        try {
            heap = Arrays.copyOf(heap, heap.length / 2);
        } catch (OutOfMemoryError e) { // it is as good as before, and what was removed must be called
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            heap[i].place = Entry.NOWHERE;
        }
        heap = new Entry[SMALLEST];
        size = 0;
    }

    private void up(int from, Entry entry) {
        int place = from;
        while (place > 0 && entry.isBefore(heap[(place - 1) / 2])) {
            put(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        put(place, entry);
    }

    private void down(int from, Entry entry) {
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(entry)) {
                break;
            }
            put(place, heap[child]);
            place = child;
        }
        put(place, entry);
    }

    private void put(int place, Entry entry) {
        heap[place] = entry;
        entry.place = place;
    }
}
