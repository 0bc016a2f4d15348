package dev.swell.runtime.dev;

import static dev.swell.runtime.dev.DevLogger.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies resources, as builds do. One that the build has changed on the way, to put a version in for example, is left to
 * the build. For one thread.
 */
final class ResourceFiles {

    private final Layout layout;
    private final Set<Path> filtered = new HashSet<>();

    ResourceFiles(Layout layout) {
        this.layout = layout;
    }

    /** Finds out which of them the build changes; returns those that were changed since the build. */
    Set<Path> learn() throws IOException {
        Set<Path> stale = new TreeSet<>();
        for (Root root : layout.resources()) {
            for (Path file : Layout.files(root.directory(), any -> true)) {
                Path copy = root.target(file);
                if (Files.isRegularFile(copy) && Files.mismatch(file, copy) >= 0) {
                    boolean newer = Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(copy)) > 0;
                    (newer ? stale : filtered).add(file);
                }
            }
        }
        return stale;
    }

    /**
     * Copies what was written or made, and deletes the copies of what is gone.
     *
     * @return the copies that were written or deleted
     */
    Set<Path> copy(Collection<Path> changed) throws IOException {
        Set<Path> touched = new HashSet<>();
        for (Path file : changed) {
            Path copy = layout.resourceRoot(file).orElseThrow().target(file);
            if (filtered.contains(file)) {
                LOG.leftToBuild(file);
            } else if (Files.exists(file)) {
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                touched.add(copy);
            } else if (Files.deleteIfExists(copy)) {
                touched.add(copy);
            }
        }
        return touched;
    }
}
