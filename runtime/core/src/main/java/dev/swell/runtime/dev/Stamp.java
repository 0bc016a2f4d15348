package dev.swell.runtime.dev;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells that a file was changed. A file that another one was renamed to has another key.
 *
 * @param key the file system's own name for the file; null if it has none
 */
record Stamp(FileTime modified, long size, Object key) {

    static Stamp of(BasicFileAttributes attributes) {
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
