package dev.swell.runtime.worker.launch;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A jar, or a directory of classes, of the application.
 *
 * @param named the path that somebody wrote to have it taken, which may be another one
 * @param path where it is, links resolved
 * @param library whether it came along from a {@code lib} folder
 */
record Archive(Path named, Path path, boolean library) {

    boolean isDirectory() {
        return Files.isDirectory(path);
    }

    /** Tells whether a resource of that address is in it. */
    boolean holds(String url) {
        return url.startsWith(address(path)) || url.startsWith(address(named.toAbsolutePath()));
    }

    private String address(Path place) {
        URI file = place.toFile().toURI(); // as class loaders write it, with one slash
        return Files.isDirectory(place) ? file.toString() : "jar:" + file + "!/";
    }
}
