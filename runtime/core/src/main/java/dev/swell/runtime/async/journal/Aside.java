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

/** Puts bytes aside that can't be read, for somebody to look at; a bounded number of files and bytes, the oldest go first. */
final class Aside {

    private static final int KEPT = 100;

    private static final long MAX_BYTES = 64 << 20;

    private final Path directory;
    private final long maxBytes;

    Aside(Path directory) {
        this(directory, MAX_BYTES);
    }

    Aside(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /** Keeps bytes of a segment, and says for people where. */
    String keep(Segment segment, ByteBuffer bytes, long position) {
        if (isZero(bytes)) {
            return "all of them 0";
        }
        int length = (int) Math.min(bytes.limit(), maxBytes);
        Path file = directory.resolve("%010d-%d.bytes".formatted(segment.number, position));
        try {
            DiskFiles.create(directory);
            try (FileChannel channel = FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer rest = bytes.slice(0, length);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            deleteOldest();
            return (length < bytes.limit() ? "the first " + length + " " : "") + "kept in '" + file + "'";
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
            files = all.sorted(Comparator.comparing(Path::getFileName).reversed()).toList();
        }
        int count = 0;
        long bytes = 0;
        for (Path file : files) {
            count++;
            bytes += Files.size(file);
            if (count > KEPT || bytes > maxBytes) {
                Files.deleteIfExists(file);
            }
        }
    }
}
