package dev.swell.runtime.dev;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A jar of the application, unpacked so that classes can be replaced.
 *
 * @param jar the jar, links resolved
 * @param directory where it is unpacked
 */
record UnpackedJar(Path jar, Path directory) implements AutoCloseable {

    /** Unpacks a jar into a new folder of its own. */
    static UnpackedJar of(Path jar) throws IOException {
        UnpackedJar unpacked = new UnpackedJar(jar, Files.createTempDirectory("swell-dev-").toRealPath());
        try {
            unpacked.refresh();
            return unpacked;
        } catch (IOException | RuntimeException e) {
            unpacked.close();
            throw e;
        }
    }

    /** Tells whether it was unpacked of that file. */
    boolean isOf(Path file) {
        try {
            return Files.isSameFile(file, jar);
        } catch (IOException e) { // one of them isn't there
            return false;
        }
    }

    /** Unpacks it again. */
    void refresh() throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            deleteAllBelow(directory);
            for (ZipEntry entry : Collections.list(zip.entries())) {
                unpack(zip, entry);
            }
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry) throws IOException {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
            throw new ZipException(entry.getName() + " leads out of the jar");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, target);
        }
        if (entry.getLastModifiedTime() != null) { // by which sources that are newer are known
            Files.setLastModifiedTime(target, entry.getLastModifiedTime());
        }
    }

    private static void deleteAllBelow(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> fromTheInside = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : fromTheInside.subList(0, fromTheInside.size() - 1)) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        deleteAllBelow(directory);
        Files.delete(directory);
    }
}
