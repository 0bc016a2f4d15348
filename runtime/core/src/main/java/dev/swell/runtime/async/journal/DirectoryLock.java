package dev.swell.runtime.async.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Keeps other processes out of the journal as long as this one lives. The file stays, or two could hold two of its name. */
final class DirectoryLock {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock; empty if somebody has it. */
    static Optional<DirectoryLock> take(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            taken = false; // this very process has it
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? Optional.of(new DirectoryLock(channel)) : Optional.empty();
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            JournalLogger.LOG.debugf(e, "The lock of the journal could not be released");
        }
    }
}
