package dev.swell.runtime.worker.launch;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A temporary folder for the copy of an application. A file in it is locked as long as the process lives, however that ends,
 * so that the next one can delete what a killed one has left. A number of the process wouldn't do: containers that share a
 * folder don't see each other's.
 */
final class CopyFolder implements AutoCloseable {

    private static final String PREFIX = "swell-worker-";
    private static final String LOCK = ".lock";
    private static final int ATTEMPTS = 10;

    private final Path path;
    private final FileChannel lock;

    private CopyFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes a new one in the temporary directory, and deletes those that this user's killed processes have left there. */
    static CopyFolder make(int workerId) throws IOException {
        return make(Path.of(System.getProperty("java.io.tmpdir")), workerId);
    }

    static CopyFolder make(Path parent, int workerId) throws IOException {
        CopyFolder made = tryMake(parent, workerId);
        for (int i = 1; made == null && i < ATTEMPTS; i++) {
            made = tryMake(parent, workerId);
        }
        if (made == null) {
            throw new IOException("the lock of a new folder is always held");
        }
        made.deleteAbandoned(parent);
        return made;
    }

    /** Returns null if another process that begins at this moment took it for one that was left. */
    private static CopyFolder tryMake(Path parent, int workerId) throws IOException {
        Path folder = Files.createTempDirectory(parent, PREFIX + workerId + process());
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), CREATE_NEW, WRITE);
        if (!isMine(lock) || Files.notExists(folder.resolve(LOCK))) {
            lock.close();
            return null;
        }
        return new CopyFolder(folder, lock);
    }

    private static boolean isMine(FileChannel lock) {
        try {
            return lock.tryLock() != null;
        } catch (IOException e) { // a file system without locks: nobody will delete it
            LaunchLogger.LOG.debug("The copy of the application can't be locked", e);
            return true;
        }
    }

    /** What folders of this process have in their names. Their locks must be let alone: opening and closing would end them. */
    private static String process() {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return "-" + self.pid() + "-" + start + "-";
    }

    Path path() {
        return path;
    }

    private void deleteAbandoned(Path parent) {
        String own = process();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            UserPrincipal user = Files.getOwner(path);
            for (Path folder : folders) {
                if (!folder.getFileName().toString().contains(own) && Files.isDirectory(folder, NOFOLLOW_LINKS)
                        && Files.getOwner(folder, NOFOLLOW_LINKS).equals(user)) {
                    deleteIfAbandoned(folder);
                }
            }
        } catch (IOException | RuntimeException e) { // the start goes on without
            LaunchLogger.LOG.debugf(e, "Looking for copies that killed processes have left in %s", parent);
        }
    }

    private static void deleteIfAbandoned(Path folder) {
        try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), WRITE, NOFOLLOW_LINKS)) {
            if (lock.tryLock() != null) {
                delete(folder);
                LaunchLogger.LOG.debugf("Deleted %s, which a killed process has left", folder);
            }
        } catch (IOException | UncheckedIOException e) { // another process was faster, or it isn't a copy
            LaunchLogger.LOG.debugf(e, "%s stays", folder);
        }
    }

    /** The lock comes last but one, so that what is left of it can be deleted another time. Symbolic links aren't followed. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !file.equals(folder.resolve(LOCK))) {
                    Files.delete(file);
                }
            }
        }
        Files.delete(folder.resolve(LOCK));
        Files.delete(folder);
    }

    /** Deletes it with all that is in it, or logs why it can't. */
    @Override
    public void close() {
        try (lock) {
            delete(path);
        } catch (IOException | UncheckedIOException e) {
            LaunchLogger.LOG.notDeleted(path, e.toString());
        }
    }
}
