package dev.swell.runtime.live;

import static dev.swell.runtime.live.LiveMessages.MESSAGES;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.swell.runtime.config.ConfigurationException;
import dev.swell.runtime.config.Documents;
import dev.swell.runtime.watch.Stamp;

/**
 * Reads files, and directories of files as Kubernetes mounts a ConfigMap or Secret: the names in it are links to
 * {@code ..data}, itself a link to the directory of the day, which is replaced all at once.
 */
final class FileReader {

    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_FILES = 1000;
    private static final String DATA = "..data";

    private final List<Path> locations;

    FileReader(List<Path> locations) {
        this.locations = locations.stream().map(Path::toAbsolutePath).toList();
    }

    /**
     * Returns all keys with their values; the first file that has a key wins.
     *
     * @throws ConfigurationException if anything can't be read
     */
    Map<String, String> read() {
        Map<String, String> values = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Path location : locations) {
            try {
                for (Path file : files(location)) {
                    read(file, values, problems);
                }
            } catch (IOException e) {
                problems.add(MESSAGES.unreadable(location, reason(e)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems, null);
        }
        return values;
    }

    private static void read(Path file, Map<String, String> values, List<String> problems) {
        try {
            Documents.read(file.getFileName().toString(), text(file)).forEach(values::putIfAbsent);
        } catch (IOException e) {
            problems.add(MESSAGES.unreadable(file, reason(e)));
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.unreadable(file, e.getMessage()));
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? MESSAGES.missing()
                : e instanceof CharacterCodingException ? MESSAGES.noText()
                        : e instanceof FileSystemException ? e.toString() : e.getMessage();
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(MESSAGES.tooLong(MOST_BYTES));
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.replaceFirst("\\R$", ""); // which editors add
        }
    }

    /** Returns the files of a location, in the order of their names; all of them of the same day. */
    private static List<Path> files(Path location) throws IOException {
        if (!Files.isDirectory(location)) {
            if (Files.exists(location) && !Files.isRegularFile(location)) { // reading it may never end
                throw new IOException(MESSAGES.noFile());
            }
            return List.of(location);
        }
        Path data = location.resolve(DATA);
        Path directory = Files.isDirectory(data) ? data.toRealPath() : location;
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile).limit(MOST_FILES + 1L).sorted().toList();
            if (files.size() > MOST_FILES) {
                throw new IOException(MESSAGES.tooMany(MOST_FILES));
            }
            return files;
        }
    }

    /**
     * Returns what tells whether anything has changed. What can't be looked at isn't among it.
     *
     * @param directories is given those where changes show, before they are looked at
     */
    Map<Path, Stamp> stamps(Consumer<Path> directories) {
        Map<Path, Stamp> stamps = new HashMap<>();
        for (Path location : locations) {
            Path around = Files.isDirectory(location) ? location : location.getParent();
            if (around != null && Files.isDirectory(around)) {
                directories.accept(around);
            }
            try {
                for (Path file : files(location)) {
                    stamps.put(file, Stamp.of(Files.readAttributes(file,
                            BasicFileAttributes.class)));
                }
            } catch (IOException e) {
                LiveLogger.LOG.tracef("%s can't be looked at: %s", location, e);
            }
        }
        return stamps;
    }
}
