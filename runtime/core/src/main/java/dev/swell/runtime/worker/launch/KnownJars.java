package dev.swell.runtime.worker.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * What is in the jars that were read for the worker before: most of them are as they were, and reading the libraries is more
 * than half of the work of a reload. Kept as long as there is memory to spare. For one thread at a time.
 */
final class KnownJars {

    /** Jars at the same place that have the same stamp are taken for the same. */
    private record Stamp(Path place, long bytes, long checksum) {

        static Stamp of(Path place, Path copy) throws IOException {
            CRC32 checksum = new CRC32();
            try (InputStream in = new CheckedInputStream(Files.newInputStream(copy), checksum)) {
                long bytes = in.transferTo(OutputStream.nullOutputStream());
                return new Stamp(place, bytes, checksum.getValue());
            }
        }
    }

    private final Map<Stamp, SoftReference<ArchiveContent>> known = new HashMap<>();
    private final Set<Stamp> used = new HashSet<>();

    /**
     * Reads a copied archive, if it isn't known.
     *
     * @throws IOException if it is damaged
     */
    ArchiveContent read(Archive origin, Path copy) throws IOException {
        if (origin.isDirectory()) {
            return ArchiveContent.read(copy);
        }
        Stamp stamp = Stamp.of(origin.path(), copy);
        SoftReference<ArchiveContent> kept = known.get(stamp);
        ArchiveContent content = kept == null ? null : kept.get();
        if (content == null) {
            content = ArchiveContent.read(copy);
            known.put(stamp, new SoftReference<>(content));
        }
        used.add(stamp);
        return content;
    }

    /** Forgets those that were not read since the last call. */
    void forgetOthers() {
        known.keySet().retainAll(used);
        used.clear();
    }
}
