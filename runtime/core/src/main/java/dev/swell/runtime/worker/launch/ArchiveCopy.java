package dev.swell.runtime.worker.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jboss.jandex.ClassInfo;

/**
 * An archive as it was when the worker started.
 *
 * @param origin what was copied
 * @param path the copy
 * @param classes the classes in it that a class loader finds there
 * @param beansXml where its beans.xml is, in the copy
 */
record ArchiveCopy(Archive origin, Path path, List<ClassInfo> classes, Optional<String> beansXml) {

    static ArchiveCopy of(Archive origin, Path path, ArchiveContent content) {
        String address = origin.isDirectory() ? path.toUri().toString() : "jar:" + path.toUri() + "!/";
        return new ArchiveCopy(origin, path, content.classes(),
                content.beansXml() ? Optional.of(address + Snapshot.BEANS_XML) : Optional.empty());
    }

    String id() {
        return origin.path().toString();
    }

    boolean isEmpty() {
        return classes.isEmpty();
    }
}
