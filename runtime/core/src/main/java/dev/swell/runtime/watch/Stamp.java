package dev.swell.runtime.watch;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells that a file was changed. A file that another one was renamed to has another key.
 *
 * @param key the file system's own name for the file; null if it has none
 */
public record Stamp(FileTime modified, long size, Object key) {

    /** Returns that of a file with those attributes. */
    public static Stamp of(BasicFileAttributes attributes) {
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
