package dev.swell.runtime.async.journal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tasks that are kept, and where the record stands that holds for each. For one thread, but for the figures. */
final class LiveTasks {

    private final Map<String, Place> places = new HashMap<>();
    private long lastOrder;
    private volatile long bytes;
    private volatile int count;
    private volatile int dead;

    private record Place(JournalRecord record, int length, Segment segment) {

        boolean isDead() {
            return record.task().dead();
        }
    }

    /** Has a record hold from now on. */
    void put(JournalRecord record, int length, Segment segment) {
        Place before = places.remove(record.id());
        lastOrder = Math.max(lastOrder, record.order());
        long change = 0;
        if (before != null) {
            before.segment.tasks.remove(record.id());
            dead -= before.isDead() ? 1 : 0;
            change -= before.length;
        }
        if (record.task() != null) {
            Place place = new Place(record, length, segment);
            places.put(record.id(), place);
            segment.tasks.add(record.id());
            dead += place.isDead() ? 1 : 0;
            change += length;
        }
        bytes += change;
        count = places.size();
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

    /** Returns the place of the last task that was ever put here. */
    long lastOrder() {
        return lastOrder;
    }

    int count() {
        return count;
    }

    int dead() {
        return dead;
    }

    long bytes() {
        return bytes;
    }
}
