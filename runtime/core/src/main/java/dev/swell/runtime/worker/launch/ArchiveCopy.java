package dev.swell.runtime.worker.launch;

import java.nio.file.Path;
import java.util.Optional;

import org.jboss.jandex.Index;

/**
 * An archive as it was when the worker started.
 *
 * @param origin what was copied
 * @param path the copy
 * @param classes its classes
 * @param beansXml where its beans.xml is, in the copy
 */
record ArchiveCopy(Archive origin, Path path, Index classes, Optional<String> beansXml) {

    String id() {
        return origin.path().toString();
    }

    boolean isEmpty() {
        return classes.getKnownClasses().isEmpty();
    }
}
