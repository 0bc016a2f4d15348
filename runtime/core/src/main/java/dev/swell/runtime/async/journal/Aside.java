package dev.swell.runtime.async.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts bytes aside that can't be read, for somebody to look at; a number of them, the oldest go first. */
final class Aside {

    private static final int KEPT = 100;

    private final Path directory;

    Aside(Path directory) {
        this.directory = directory;
    }

    /** Keeps bytes of a segment, and says for people where. */
    String keep(Segment segment, ByteBuffer bytes, long position) {
        if (isZero(bytes)) {
            return "all of them 0";
        }
        Path file = directory.resolve("%010d-%d.bytes".formatted(segment.number, position));
        try {
            DiskFiles.create(directory);
            try (FileChannel channel = FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer rest = bytes.duplicate();
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            deleteOldest();
            return "kept in '" + file + "'";
        } catch (IOException e) {
            return "not kept, " + DiskFiles.reason(e);
        }
    }

    private static boolean isZero(ByteBuffer bytes) {
        for (int i = 0; i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void deleteOldest() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.sorted(Comparator.comparing(Path::getFileName)).toList();
        }
        for (Path file : files.subList(0, Math.max(0, files.size() - KEPT))) {
            Files.deleteIfExists(file);
        }
    }
}
