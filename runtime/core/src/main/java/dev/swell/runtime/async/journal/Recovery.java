package dev.swell.runtime.async.journal;

import static dev.swell.runtime.async.journal.JournalLogger.LOG;
import static dev.swell.runtime.async.journal.JournalMessages.MESSAGES;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads what an earlier process has left. The files stay as they are, but for an end that is no whole record; damaged ones
 * are cleared away by and by like those that are done.
 */
final class Recovery {

    private final Path directory;
    private final Aside aside;
    private final LiveTasks live = new LiveTasks();
    private final List<Segment> segments = new ArrayList<>();

    private Recovery(Path directory) {
        this.directory = directory;
        this.aside = new Aside(directory.resolve("damaged"));
    }

    static SegmentLog open(Path directory, Limits limits) throws IOException {
        Recovery recovery = new Recovery(directory);
        recovery.read();
        return new SegmentLog(directory, limits, recovery.live, recovery.segments);
    }

    private void read() throws IOException {
        Iterator<Map.Entry<Long, Path>> files = files().entrySet().iterator();
        while (files.hasNext()) {
            Map.Entry<Long, Path> file = files.next();
            read(file.getValue(), file.getKey(), !files.hasNext());
        }
    }

    private Map<Long, Path> files() throws IOException {
        Map<Long, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            all.forEach(file -> Segment.number(file).ifPresent(number -> files.put(number, file)));
        }
        return files;
    }

    private void read(Path file, long number, boolean last) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        Segment segment = new Segment(file, number, bytes.limit());
        segments.add(segment);
        if (bytes.limit() < Segment.HEADER) { // it was just being made; without tasks it is soon deleted
            if (bytes.limit() > 0) {
                LOG.tornEnd(file, bytes.limit(), 0, aside.keep(segment, bytes, 0));
            }
            return;
        }
        readHeader(segment, bytes);
        readRecords(segment, bytes, last);
    }

    private static void readHeader(Segment segment, ByteBuffer bytes) {
        Optional<Integer> format = Segment.format(bytes);
        if (format.isEmpty()) {
            LOG.damagedHeader(segment.file, Segment.FORMAT);
            segment.damaged = true;
        } else if (format.get() > Segment.FORMAT) {
            throw MESSAGES.newerFormat(segment.file, format.get(), Segment.FORMAT);
        }
    }

    private void readRecords(Segment segment, ByteBuffer bytes, boolean last) throws IOException {
        int position = Segment.HEADER;
        while (position < bytes.limit()) {
            int length = readRecord(segment, bytes, position);
            if (length == 0) {
                length = damagedLength(bytes, position);
                leaveOut(segment, bytes.slice(position, length), position, last);
            }
            position += length;
        }
    }

    /** Returns the record's length; 0 if there is none that can be read. */
    private int readRecord(Segment segment, ByteBuffer bytes, int position) {
        int length = JournalRecord.lengthAt(bytes, position);
        if (length == 0) {
            return 0;
        }
        Optional<JournalRecord> record = JournalRecord
                .read(bytes.slice(position + JournalRecord.HEAD, length - JournalRecord.HEAD));
        record.ifPresent(read -> live.put(read, length, segment));
        return record.isPresent() ? length : 0;
    }

    /** Returns how many bytes there are before the next record that can be read, or the end. */
    private static int damagedLength(ByteBuffer bytes, int from) {
        int position = from + 1;
        while (position < bytes.limit() && JournalRecord.lengthAt(bytes, position) == 0) {
            position++;
        }
        return position - from;
    }

    private void leaveOut(Segment segment, ByteBuffer damaged, int position, boolean last) throws IOException {
        boolean end = last && position + damaged.limit() == segment.length;
        if (end && !JournalRecord.isWhole(damaged)) {
            LOG.tornEnd(segment.file, damaged.limit(), position, aside.keep(segment, damaged, position));
        } else {
            LOG.damaged(segment.file, damaged.limit(), position, JournalRecord.guess(damaged),
                    aside.keep(segment, damaged, position));
        }
        if (end) {
            segment.cut(position);
            segment.close();
        } else {
            segment.damaged = true;
        }
    }
}
