package dev.swell.runtime.async.journal;

import static dev.swell.runtime.async.journal.JournalLogger.LOG;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.swell.runtime.async.journal.Change.Encoded;

/**
 * The files of the journal. Records are put to the end of the last segment; the first is cleared away when too much of it is
 * done: what is live in it is written again at the end, with the next groups, and then it is deleted. So what a segment says
 * to be gone is always in itself or in one that was before it, and can't come back. For one thread, but for the figures.
 */
final class SegmentLog {

    /** How much is written again with one group, at least. */
    private static final int COPIED_BYTES = 256 << 10;
    /** How many times what a group has is written again; so clearing away is faster than filling. */
    private static final int COPIED_TIMES = 4;
    private static final int MAX_SEGMENTS = 64;
    private static final int BUFFER = 256 << 10;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path directory;
    private final Limits limits;
    private final LiveTasks live;
    private final Deque<Segment> segments = new ArrayDeque<>();
    /** What could not be written and is still to be, by task; nobody waits for it. */
    private final Map<String, Encoded> owed = new LinkedHashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    /** The segment that is written to; null before the first. An old one is never written to. */
    private Segment current;
    private long nextNumber = 1;
    private boolean failed;
    /** Whether more stands in the file of the current segment than holds. */
    private boolean uncut;
    private boolean pauses;
    private long pausedAt;
    private volatile long fileBytes;
    private volatile long forces;

    SegmentLog(Path directory, Limits limits, LiveTasks live, Collection<Segment> found) {
        this.directory = directory;
        this.limits = limits;
        this.live = live;
        for (Segment segment : found) {
            segments.add(segment);
            nextNumber = segment.number + 1;
            fileBytes += segment.length;
        }
    }

    /**
     * Writes changes, and what is owed or to be cleared away; all of it is on disk when this returns.
     *
     * @throws IOException if that fails; none of the tasks is added then, the other changes are owed
     */
    void write(List<Change> changes) throws IOException {
        Map<String, Encoded> group = new LinkedHashMap<>(owed);
        for (Change change : changes) {
            Encoded before = group.get(change.id());
            Encoded next = change.after(before == null ? live.find(change.id()) : before.record());
            if (next != null) {
                group.put(change.id(), next);
            }
        }
        if (!failed) {
            copyOldest(group);
        }
        try {
            if (!group.isEmpty()) {
                put(group.values());
                failed = false;
                owed.clear();
            }
        } catch (IOException | RuntimeException | Error e) {
            failed = true;
            owe(changes, group);
            throw e;
        }
        deleteEmpty();
    }

    private void put(Collection<Encoded> group) throws IOException {
        if (uncut) {
            current.cut(current.length);
            uncut = false;
        }
        if (current == null || current.length >= limits.segmentBytes()) {
            begin();
        }
        long before = current.length;
        try {
            append(group);
        } catch (IOException | RuntimeException | Error e) {
            takeBack(before);
            throw e;
        }
        fileBytes += current.length - before;
        forces++;
        for (Encoded encoded : group) {
            live.put(encoded.record(), encoded.bytes().length, current);
        }
    }

    private void begin() throws IOException {
        Segment next = Segment.create(directory, nextNumber++);
        if (current != null) {
            current.close();
        }
        current = next;
        segments.add(next);
        fileBytes += next.length;
    }

    private void append(Collection<Encoded> group) throws IOException {
        buffer.clear();
        for (Encoded encoded : group) {
            byte[] bytes = encoded.bytes();
            for (int from = 0; from < bytes.length;) {
                int part = Math.min(bytes.length - from, buffer.remaining());
                buffer.put(bytes, from, part);
                from += part;
                if (!buffer.hasRemaining()) {
                    flush();
                }
            }
        }
        flush();
        current.force();
    }

    private void flush() throws IOException {
        current.write(buffer.flip());
        buffer.clear();
    }

    private void takeBack(long length) {
        try {
            current.cut(length);
        } catch (IOException e) { // what was refused stands there, so nothing is written until it doesn't
            uncut = true;
        }
    }

    /** Keeps what is to be written later; those who add are told that they have to try again. */
    private void owe(List<Change> changes, Map<String, Encoded> group) {
        for (Change change : changes) {
            Encoded last = group.get(change.id());
            if (change.added() == null && last != null) {
                owed.put(change.id(), last);
            }
        }
    }

    private void copyOldest(Map<String, Encoded> group) {
        if (!isToBeCleared()) {
            return;
        }
        long bytes = group.values().stream().mapToLong(encoded -> encoded.bytes().length).sum();
        long left = Math.max(COPIED_BYTES, COPIED_TIMES * bytes);
        for (String id : segments.getFirst().tasks) {
            if (left <= 0) {
                return;
            }
            if (!group.containsKey(id)) {
                Encoded copy = Encoded.of(live.find(id));
                group.put(id, copy);
                left -= copy.bytes().length;
            }
        }
    }

    /** Tells whether there is something to do though nothing comes. */
    boolean isToBeCleared() {
        if (failed || segments.isEmpty() || segments.getFirst() == current) {
            return false;
        }
        if (pauses && System.nanoTime() - pausedAt < PAUSE_NANOS) {
            return false;
        }
        pauses = false;
        return segments.getFirst().tasks.isEmpty() || segments.size() > MAX_SEGMENTS
                || fileBytes > 2 * live.bytes() + 2 * limits.segmentBytes()
                || segments.stream().anyMatch(segment -> segment.damaged);
    }

    private void deleteEmpty() {
        while (!segments.isEmpty() && segments.getFirst() != current && segments.getFirst().tasks.isEmpty()
                && !pauses) {
            Segment first = segments.getFirst();
            try {
                Files.deleteIfExists(first.file);
                DiskFiles.sync(directory); // before a later one goes, which says what of it is gone
                segments.removeFirst();
                fileBytes -= first.length;
            } catch (IOException e) {
                LOG.undeletable(first.file, DiskFiles.reason(e));
                pauses = true;
                pausedAt = System.nanoTime();
            }
        }
    }

    /** Returns how many tasks have changed without a record of it. */
    int owed() {
        return owed.size();
    }

    /** Tells whether the last write has failed. */
    boolean hasFailed() {
        return failed;
    }

    long fileBytes() {
        return fileBytes;
    }

    /** Returns how often something was brought to the disk. */
    long forces() {
        return forces;
    }

    LiveTasks live() {
        return live;
    }

    Path directory() {
        return directory;
    }

    void close() {
        if (current != null) {
            current.close();
        }
    }
}
