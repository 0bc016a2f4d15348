package dev.swell.runtime.watch;

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
import java.util.function.Consumer;

import org.jboss.logging.Logger;

/**
 * The operating system's word that something in a directory has changed. A hint only: it never comes for some network
 * mounts and for files that a container shares with its host. For one thread, but for {@link #close}.
 */
public final class FileEvents implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("dev.swell.watch");

    private final Optional<WatchService> service;
    private final Consumer<String> complaint;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private boolean complained;

    private FileEvents(Optional<WatchService> service, Consumer<String> complaint) {
        this.service = service;
        this.complaint = complaint;
    }

    /**
     * Returns those of this system.
     *
     * @param complaint is told, once, why some don't come, if so
     */
    public static FileEvents open(Consumer<String> complaint) {
        try {
            return new FileEvents(Optional.of(FileSystems.getDefault().newWatchService()), complaint);
        } catch (IOException | UnsupportedOperationException e) {
            complaint.accept(e.toString());
            return none();
        }
    }

    /** Returns those of a system that has none. */
    public static FileEvents none() {
        return new FileEvents(Optional.empty(), reason -> {});
    }

    /** Waits for events from there, too; a directory that was deleted and made anew is another one. */
    public void watch(Path directory) {
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
                complaint.accept(e.toString());
            }
        }
    }

    /** Waits for an event, at most that long. */
    public void await(Duration limit) throws InterruptedException {
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
