package dev.swell.junit5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The state directory of one test class: what it leaves undone is not done by the next one, nor by a server in the same working
 * directory.
 *
 * @param path where it is
 */
record StateFolder(Path path) {

    static StateFolder create() {
        try {
            return new StateFolder(Files.createTempDirectory("swell-test-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes it with all that is in it. */
    void delete() {
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> fromTheInside = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : fromTheInside) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
