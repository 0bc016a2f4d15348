package dev.swell.runtime.dev;

import static dev.swell.runtime.dev.DevLogger.LOG;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The operating system's word that something in a directory has changed. A hint only: it never comes for some network
 * mounts and for files that a container shares with its host. For one thread, but for {@link #close}.
 */
final class FileEvents implements AutoCloseable {

    private final Optional<WatchService> service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private boolean complained;

    private FileEvents(Optional<WatchService> service) {
        this.service = service;
    }

    static FileEvents open() {
        try {
            return new FileEvents(Optional.of(FileSystems.getDefault().newWatchService()));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.noEvents(e.toString());
            return none();
        }
    }

    /** Returns those of a system that has none. */
    static FileEvents none() {
        return new FileEvents(Optional.empty());
    }

    /** Waits for events from there, too; a directory that was deleted and made anew is another one. */
    void watch(Path directory) {
        if (service.isEmpty()) {
            return;
        }
        WatchKey known = keys.get(directory);
        if (known != null && known.isValid()) {
            return;
        }
        try {
            keys.put(directory, directory.register(service.get(), StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                LOG.noEvents(e.toString());
            }
        }
    }

    /** Waits for an event, at most that long. */
    void await(Duration limit) throws InterruptedException {
        if (service.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(limit.toNanos());
            return;
        }
        try {
            WatchKey key = service.get().poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            while (key != null) {
                key.pollEvents();
                key.reset();
                key = service.get().poll();
            }
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException("closed");
        }
    }

    @Override
    public void close() {
        service.ifPresent(opened -> {
            try {
                opened.close();
            } catch (IOException e) {
                LOG.debug("closing the watch service", e);
            }
        });
    }
}
