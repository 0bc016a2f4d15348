package dev.swell.tck.benchmarks.tasks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The disk by itself: each task is put to the end of a file and brought to the disk, by one thread at a time. */
final class Disk implements Contender {

    private static final int BYTES = 250;

    private final FileChannel file;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
    private long done;

    Disk(Path folder) throws IOException {
        file = FileChannel.open(folder.resolve("bare"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public synchronized void deliver(String id) throws IOException {
        file.write(bytes.clear());
        file.force(false);
        done++;
    }

    @Override
    public synchronized long done() {
        return done;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
