package dev.swell.runtime.live;

import static dev.swell.runtime.live.LiveLogger.LOG;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.swell.runtime.config.ConfigurationException;
import dev.swell.runtime.config.LiveSettings;
import dev.swell.runtime.config.LiveSource;
import dev.swell.runtime.config.LiveValues;
import dev.swell.runtime.watch.FileEvents;
import dev.swell.runtime.watch.Stamp;

/** The files of {@code swell.config.locations}, watched by one thread. */
final class FileSource implements LiveSource {

    /** Above the application's files, below the environment. */
    private static final int ORDINAL = 270;
    private static final Duration POLL = Duration.ofSeconds(1);
    /** How long nothing must change, since a file may be written in pieces. */
    private static final long QUIET_MILLIS = 30;
    private static final Duration LONGEST_BURST = Duration.ofSeconds(5);

    private static final long LONGEST_LOOK_MILLIS = 1000;

    private final FileReader files;
    private final LiveValues values;
    private Map<Path, Stamp> known;
    private FileEvents events = FileEvents.none();
    private Thread thread;

    FileSource(LiveSettings settings) {
        files = new FileReader(settings.locations());
        known = files.stamps(directory -> {});
        values = new LiveValues("swell.config.locations", ORDINAL, settings.onChange(), files.read());
    }

    @Override
    public LiveValues values() {
        return values;
    }

    @Override
    public void watch() {
        events = FileEvents.open(LOG::noEvents);
        thread = new Thread(null, this::run, "swell-config-files", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(FileSource.class.getClassLoader());
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                look();
                events.await(POLL);
            }
        } catch (InterruptedException e) {
            LOG.trace("no more files are watched");
        }
    }

    private void look() throws InterruptedException {
        try {
            Map<Path, Stamp> now = files.stamps(events::watch);
            if (!now.equals(known)) {
                take(settled(now));
            }
        } catch (RuntimeException | Error e) { // the next look may go better
            LOG.broken(e);
        }
    }

    private Map<Path, Stamp> settled(Map<Path, Stamp> first) throws InterruptedException {
        long begun = System.nanoTime();
        Map<Path, Stamp> before;
        Map<Path, Stamp> now = first;
        do {
            before = now;
            Thread.sleep(QUIET_MILLIS);
            now = files.stamps(events::watch);
        } while (!now.equals(before) && System.nanoTime() - begun < LONGEST_BURST.toNanos());
        return now;
    }

    /** Reads; what changes meanwhile is read at the next look. */
    private void take(Map<Path, Stamp> now) {
        known = now;
        try {
            Map<String, String> next = files.read();
            if (files.stamps(events::watch).equals(now)) {
                values.replace(next);
            } else {
                known = Map.of();
            }
        } catch (ConfigurationException e) {
            LOG.kept(String.join("; ", e.problems()));
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(LONGEST_LOOK_MILLIS); // it uses what is closed below
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        events.close();
    }
}
