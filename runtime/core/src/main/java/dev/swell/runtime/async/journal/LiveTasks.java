package dev.swell.runtime.async.journal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tasks that are kept, and where the record stands that holds for each. For one thread, but for the figures. */
final class LiveTasks {

    private final Map<String, Place> places = new HashMap<>();
    private final TreeMap<Long, String> dead = new TreeMap<>();
    private long lastOrder;
    private volatile long bytes;
    private volatile int count;
    private volatile int deadCount;

    private record Place(JournalRecord record, int length, Segment segment) {}

    /** Has a record hold from now on. */
    void put(JournalRecord record, int length, Segment segment) {
        Place before = places.remove(record.id());
        lastOrder = Math.max(lastOrder, record.order());
        long change = 0;
        if (before != null) {
            before.segment.tasks.remove(record.id());
            dead.remove(before.record.order());
            change -= before.length;
        }
        if (record.task() != null) {
            places.put(record.id(), new Place(record, length, segment));
            segment.tasks.add(record.id());
            if (record.task().dead()) {
                dead.put(record.order(), record.id());
            }
            change += length;
        }
        count(change);
    }

    private void count(long change) {
        bytes += change;
        count = places.size();
        deadCount = dead.size();
    }

    /** Returns the record that holds for a task; null if it isn't there. */
    JournalRecord find(String id) {
        Place place = places.get(id);
        return place == null ? null : place.record;
    }

    /** Returns the tasks, in the order in which they were added. */
    List<StoredTask> inOrder() {
        return places.values().stream().map(Place::record).sorted(Comparator.comparingLong(JournalRecord::order))
                .map(JournalRecord::task).toList();
    }

    /** Returns the dead ones that are more than so many, the oldest first. */
    List<StoredTask> deadBeyond(int most) {
        return dead.values().stream().limit(Math.max(0, dead.size() - most)).map(id -> find(id).task()).toList();
    }

    /** Returns the place of the last task that was ever put here. */
    long lastOrder() {
        return lastOrder;
    }

    int count() {
        return count;
    }

    int deadCount() {
        return deadCount;
    }

    long bytes() {
        return bytes;
    }
}
