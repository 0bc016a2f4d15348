package dev.swell.runtime.worker.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;

/** Finds the application's archives on a class path. As for the JVM, an entry that isn't there or no jar is no error. */
final class ClassPathArchives {

    private final Set<Path> own;

    ClassPathArchives(Set<Path> own) {
        this.own = own;
    }

    List<Archive> find(List<Path> entries) {
        Map<Path, Archive> found = new LinkedHashMap<>();
        for (Path entry : entries) {
            try {
                Path path = entry.toRealPath();
                if (!own.contains(path) && (Files.isDirectory(path) || isBeanArchive(path))) {
                    found.putIfAbsent(path, new Archive(entry, path, false));
                }
            } catch (IOException e) {
                LaunchLogger.LOG.debugf("class path entry %s is left out: %s", entry, e);
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean isBeanArchive(Path jar) throws IOException {
        try (ZipFile entries = new ZipFile(jar.toFile())) {
            return entries.getEntry(Snapshot.BEANS_XML) != null;
        }
    }
}
