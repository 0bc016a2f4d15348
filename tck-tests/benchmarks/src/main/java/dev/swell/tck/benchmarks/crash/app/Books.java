package dev.swell.tck.benchmarks.crash.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** Writes down what has happened, with the process and the time; what is written survives the end of the process. */
@ApplicationScoped
public class Books {

    private final Map<String, FileChannel> open = new ConcurrentHashMap<>();

    /** Adds a line. */
    public void write(String book, String key) {
        String line = key + " " + ProcessHandle.current().pid() + " " + System.currentTimeMillis() + "\n";
        try {
            open.computeIfAbsent(book, Books::open).write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(book + " can't be written", e);
        }
    }

    private static FileChannel open(String book) {
        try {
            return FileChannel.open(Path.of(System.getProperty("crash.books"), book), StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(book + " can't be opened", e);
        }
    }
}
