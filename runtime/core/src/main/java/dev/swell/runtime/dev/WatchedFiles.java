package dev.swell.runtime.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.swell.runtime.watch.Stamp;

/**
 * The files that are watched: directories with all that is below, and single files. Links are followed, so that one that
 * leads elsewhere is a change. What isn't there may come later.
 */
final class WatchedFiles {

    private final List<Path> roots;
    private final Relevance relevance;

    WatchedFiles(List<Path> roots, Relevance relevance) {
        this.roots = List.copyOf(roots);
        this.relevance = relevance;
    }

    List<Path> roots() {
        return roots;
    }

    /**
     * Looks at all of them.
     *
     * @param directories is given each directory before it is read, so that nothing is missed that happens meanwhile
     */
    Map<Path, Stamp> scan(Consumer<Path> directories) {
        Map<Path, Stamp> found = new HashMap<>();
        for (Path root : roots) {
            Path around = root.getParent();
            if (!Files.isDirectory(root) && around != null && Files.isDirectory(around)) {
                directories.accept(around);
            }
            try {
                Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
                        new Visitor(root, directories, found));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Consumer<Path> directories;
        private final Map<Path, Stamp> found;

        Visitor(Path root, Consumer<Path> directories, Map<Path, Stamp> found) {
            this.root = root;
            this.directories = directories;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (!relevance.entered(root, directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            directories.accept(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && relevance.counts(root, file)) {
                found.put(file, Stamp.of(attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // gone meanwhile, or a link that leads nowhere or in a circle
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
