package dev.swell.runtime.dev;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Java that class files are for. */
final class ClassRelease {

    private static final int MAJOR_OF_JAVA_0 = 44;

    private ClassRelease() {}

    /** Returns the version of Java that the classes in these directories are for: this one's, if there are none. */
    static int of(List<Path> directories) {
        return directories.stream().flatMap(directory -> firstIn(directory).stream()).findFirst()
                .orElse(Runtime.version().feature());
    }

    private static Optional<Integer> firstIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class")).findFirst().map(ClassRelease::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int read(Path classFile) {
        try (DataInputStream file = new DataInputStream(Files.newInputStream(classFile))) {
            file.readInt(); // CAFEBABE
            file.readUnsignedShort(); // the minor version
            return file.readUnsignedShort() - MAJOR_OF_JAVA_0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
