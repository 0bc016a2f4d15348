package dev.swell.runtime.dev;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;

import dev.swell.runtime.watch.FileEvents;
import dev.swell.runtime.watch.Stamp;

/**
 * Finds out which files have changed, by comparing what is there with what was there: events only say when to look, and
 * without any it looks now and then. For one thread, but for {@link #close}.
 */
final class Watcher implements AutoCloseable {

    /** How long nothing must change, since editors and builds write many files for one change. */
    private static final Duration QUIET = Duration.ofMillis(30);
    private static final Duration LONGEST_BURST = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Looking at very many files shall leave most of a core to others. */
    private static final int LEISURE = 20;

    private final WatchedFiles files;
    private final FileEvents events;
    private final Map<Path, Stamp> known;
    private Duration interval = POLL;

    Watcher(WatchedFiles files, FileEvents events) {
        this.files = files;
        this.events = events;
        this.known = scan();
    }

    /** Waits for changes to be made and to be over; returns the files that were written, made or deleted. */
    Set<Path> next() throws InterruptedException {
        while (true) {
            events.await(interval);
            Map<Path, Stamp> now = scan();
            if (!now.equals(known)) {
                Set<Path> changes = take(settled(now));
                if (!changes.isEmpty()) {
                    return changes;
                }
            }
        }
    }

    private Map<Path, Stamp> settled(Map<Path, Stamp> first) throws InterruptedException {
        long begun = System.nanoTime();
        Map<Path, Stamp> before;
        Map<Path, Stamp> now = first;
        do {
            before = now;
            Thread.sleep(QUIET.toMillis());
            now = scan();
        } while (System.nanoTime() - begun < LONGEST_BURST.toNanos()
                && (!now.equals(before) || hasHalfWritten(changes(now))));
        return now;
    }

    private static boolean hasHalfWritten(Set<Path> changes) {
        return changes.stream().anyMatch(file -> file.toString().endsWith(".jar") && isHalfWritten(file));
    }

    private static boolean isHalfWritten(Path jar) {
        try {
            new ZipFile(jar.toFile()).close();
            return false;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Set<Path> take(Map<Path, Stamp> now) {
        Set<Path> changes = changes(now);
        known.clear();
        known.putAll(now);
        return changes;
    }

    private Set<Path> changes(Map<Path, Stamp> now) {
        Set<Path> changes = new TreeSet<>();
        now.forEach((file, stamp) -> {
            if (!stamp.equals(known.get(file))) {
                changes.add(file);
            }
        });
        known.keySet().stream().filter(file -> !now.containsKey(file)).forEach(changes::add);
        return changes;
    }

    /** Takes these files as they are, since we have written or deleted them ourselves. */
    void ignore(Collection<Path> written) {
        Map<Path, Stamp> now = scan();
        for (Path file : written) {
            if (now.containsKey(file)) {
                known.put(file, now.get(file));
            } else {
                known.remove(file);
            }
        }
    }

    private Map<Path, Stamp> scan() {
        long begun = System.nanoTime();
        Map<Path, Stamp> found = files.scan(events::watch);
        Duration leisurely = Duration.ofNanos((System.nanoTime() - begun) * LEISURE);
        interval = leisurely.compareTo(POLL) > 0 ? leisurely : POLL;
        return found;
    }

    @Override
    public void close() {
        events.close();
    }
}
