package dev.swell.runtime.dev;

import java.nio.file.Path;

/**
 * A directory of sources or resources.
 *
 * @param directory absolute
 * @param output the directory of the application that what is made of them goes to
 */
record Root(Path directory, Path output) {

    boolean holds(Path file) {
        return file.startsWith(directory);
    }

    /** Returns where the copy of a file goes. */
    Path target(Path file) {
        return output.resolve(directory.relativize(file));
    }
}
