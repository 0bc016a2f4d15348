package dev.swell.runtime.worker.launch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Indexer;

/**
 * What is in an archive that matters before it runs.
 *
 * @param classes the classes in it that a class loader finds there
 * @param beansXml whether it has a beans.xml
 */
record ArchiveContent(List<ClassInfo> classes, boolean beansXml) {

    /**
     * Reads a copied archive to its last byte, so that damage shows before anything runs.
     *
     * @throws IOException if it is damaged
     */
    static ArchiveContent read(Path archive) throws IOException {
        Reader reader = new Reader();
        if (Files.isDirectory(archive)) {
            reader.readDirectory(archive);
        } else {
            reader.readJar(archive);
        }
        return new ArchiveContent(reader.placedClasses(), reader.beansXml);
    }

    private static final class Reader {
        private final Indexer classes = new Indexer();
        private final Set<String> entries = new HashSet<>();
        private boolean beansXml;

        /** Some jars have others packed in folders; a class loader doesn't find their classes. */
        private List<ClassInfo> placedClasses() {
            return classes.complete().getKnownClasses().stream()
                    .filter(type -> entries.contains(ClassFiles.entry(type.name().toString()))).toList();
        }

        private void readDirectory(Path directory) throws IOException {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(directory)) {
                files = walk.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                String entry = ClassFiles.entry(directory, file);
                beansXml |= entry.equals(Snapshot.BEANS_XML);
                if (ClassFiles.isClass(entry)) {
                    try (InputStream bytes = Files.newInputStream(file)) {
                        index(entry, bytes);
                    }
                }
            }
        }

        private void readJar(Path jar) throws IOException {
            try (ZipFile entries = new ZipFile(jar.toFile())) {
                for (Enumeration<? extends ZipEntry> all = entries.entries(); all.hasMoreElements();) {
                    ZipEntry entry = all.nextElement();
                    beansXml |= entry.getName().equals(Snapshot.BEANS_XML);
                    try (CheckedInputStream bytes = new CheckedInputStream(entries.getInputStream(entry),
                            new CRC32())) {
                        read(entry, bytes);
                    }
                }
            }
        }

        private void read(ZipEntry entry, CheckedInputStream bytes) throws IOException {
            if (ClassFiles.isClass(entry.getName())) {
                index(entry.getName(), new FilterInputStream(bytes) {
                    @Override
                    public void close() {} // the rest is read below
                });
            }
            bytes.transferTo(OutputStream.nullOutputStream());
            if (bytes.getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException("the checksum of " + entry.getName() + " is wrong");
            }
        }

        private void index(String entry, InputStream bytes) throws IOException {
            try {
                classes.index(bytes);
                entries.add(entry);
            } catch (IOException | RuntimeException e) {
                throw new IOException(entry + " is no class file: " + e.getMessage(), e);
            }
        }
    }
}
