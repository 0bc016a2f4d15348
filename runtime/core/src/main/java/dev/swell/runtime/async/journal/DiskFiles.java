package dev.swell.runtime.async.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** What concerns directories. */
public final class DiskFiles {

    private DiskFiles() {}

    /** Returns when the names in a directory are on disk, those that are gone too. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Makes a directory and those above it that aren't there, for this user only. When this returns, their names are on disk
     * too: what is kept in them would be gone with a name.
     */
    public static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path above = directory.toAbsolutePath().getParent();
        create(above);
        Files.createDirectories(directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (Files.isReadable(above)) { // else there is no way to ask for it
            sync(above);
        }
    }

    /** Says for people why a file can't be used; the JDK's messages are often a mere path. */
    static String reason(Throwable failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "permission denied for '" + denied.getFile() + "'";
        }
        if (failure instanceof FileSystemException of && of.getReason() != null) {
            return of.getReason() + ": '" + of.getFile() + "'";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
