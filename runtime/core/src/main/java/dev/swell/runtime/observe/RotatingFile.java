package dev.swell.runtime.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that is kept small: what would make it too long is copied to a file with {@code .1} after its name, of which older
 * ones have greater numbers and the oldest is deleted. The file itself stays the same, so that the JVM, which has it as its
 * standard output, goes on writing to it. Safe for any thread.
 */
final class RotatingFile extends OutputStream {

    /** How long it may be. */
    static final long MAX_BYTES = 10L << 20;
    /** How many older ones are kept. */
    static final int KEPT = 5;

    private final Path file;
    private final long maxBytes;
    private final FileChannel channel;
    private final ReentrantLock writing = new ReentrantLock();

    RotatingFile(Path file, long maxBytes) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[]{(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writing.lock();
        try {
            long size = channel.size(); // others write to it as well
            if (size > 0 && size + length > maxBytes) {
                rotate();
            }
            append(ByteBuffer.wrap(bytes, offset, length));
        } finally {
            writing.unlock();
        }
    }

    private void rotate() throws IOException {
        try {
            for (int number = KEPT - 1; number >= 1; number--) {
                if (Files.exists(older(number))) {
                    Files.move(older(number), older(number + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            copy(older(1));
            channel.truncate(0);
        } catch (IOException e) { // no room, for instance: what is new matters more than what is old
            channel.truncate(0);
            append(ByteBuffer.wrap(("What was here could not be kept: " + e + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void copy(Path target) throws IOException {
        try {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(target); // half a copy only takes room
            throw e;
        }
    }

    private void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private Path older(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
