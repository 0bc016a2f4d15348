package dev.swell.runtime.async.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** One file of the journal, and which tasks stand in it. Records are only ever put to its end. */
final class Segment {

    static final int FORMAT = 1;
    static final int HEADER = 16;

    private static final long MAGIC = 0x5357454C4C4A524EL; // SWELLJRN
    private static final Pattern NAME = Pattern.compile("(\\d{10})\\.journal");
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    final Path file;
    final long number;
    final Set<String> tasks = new LinkedHashSet<>();
    /** Bytes, all of them on disk. */
    long length;
    boolean damaged;
    private FileChannel channel;

    Segment(Path file, long number, long length) {
        this.file = file;
        this.number = number;
        this.length = length;
    }

    /** Returns the number of the segment that the file is; empty if it isn't one. */
    static Optional<Long> number(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
    }

    /** Makes a new file; nothing is left of it if that fails. */
    static Segment create(Path directory, long number) throws IOException {
        Path file = directory.resolve("%010d.journal".formatted(number));
        Segment segment = new Segment(file, number, 0);
        segment.channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OWNER_ONLY);
        try {
            segment.write(header(FORMAT));
            segment.force();
            DiskFiles.sync(directory);
            return segment;
        } catch (IOException e) {
            segment.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    static ByteBuffer header(int format) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(MAGIC).putInt(format);
        return header.putInt(checksum(header)).flip();
    }

    private static int checksum(ByteBuffer header) {
        CRC32C checksum = new CRC32C();
        checksum.update(header.slice(0, Long.BYTES + Integer.BYTES));
        return (int) checksum.getValue();
    }

    /** Returns the format that the header states; empty if it is damaged. */
    static Optional<Integer> format(ByteBuffer file) {
        boolean right = file.limit() >= HEADER && file.getLong(0) == MAGIC
                && file.getInt(Long.BYTES + Integer.BYTES) == checksum(file);
        return right ? Optional.of(file.getInt(Long.BYTES)) : Optional.empty();
    }

    /** Puts bytes to the end. */
    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            length += channel.write(bytes, length);
        }
    }

    /** Returns when all that was written is on disk. */
    void force() throws IOException {
        channel.force(false);
    }

    /** Takes back what was written after a length. */
    void cut(long to) throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        }
        length = to;
        channel.truncate(to);
        channel.force(true);
    }

    /** Closes the file. All that counts is on disk, so a failure doesn't matter. */
    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            JournalLogger.LOG.debugf(e, "'%s' could not be closed", file);
        }
        channel = null;
    }
}
