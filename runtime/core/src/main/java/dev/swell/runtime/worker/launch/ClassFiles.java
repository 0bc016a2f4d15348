package dev.swell.runtime.worker.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Index;

/** Class files in directories and jars. */
final class ClassFiles {

    private static final String SUFFIX = ".class";

    private ClassFiles() {}

    /** Tells whether an entry is a class that a class loader would look for. */
    static boolean isClass(String entry) {
        return entry.endsWith(SUFFIX) && !entry.startsWith("META-INF/") && !entry.endsWith("module-info.class");
    }

    /** Returns the entry that a class loader looks for. */
    static String entry(String className) {
        return className.replace('.', '/') + SUFFIX;
    }

    /** Returns the path in the directory as an entry's name. */
    static String entry(Path directory, Path file) {
        return directory.relativize(file).toString().replace(directory.getFileSystem().getSeparator(), "/");
    }

    /** Tells whether there are classes in the directory, each at the place that its package asks for. */
    static boolean in(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return files.anyMatch(file -> isPlaced(directory, file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isPlaced(Path directory, Path file) {
        String entry = entry(directory, file);
        if (!isClass(entry) || !Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            ClassInfo type = Index.singleClass(bytes);
            return type != null && entry(type.name().toString()).equals(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
