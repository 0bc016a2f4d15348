package dev.swell.tck.benchmarks.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Where the application lies: in one folder for each release, with a symbolic link to the current one. */
final class Releases {

    private final Path folder;
    private final List<Path> libraries;
    private int count;

    /**
     * Makes the place for releases.
     *
     * @param libraries the jars that each of them has in {@code lib}
     */
    Releases(Path folder, List<Path> libraries) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.libraries = libraries;
    }

    /** Returns the link, which the server is given as its application. */
    Path current() {
        return folder.resolve("current");
    }

    /** Writes a new release, and only then has the link lead there. */
    void release(byte[] jar) throws IOException {
        Path release = folder.resolve("release-" + ++count);
        Path lib = Files.createDirectories(release.resolve("lib"));
        for (Path library : libraries) {
            Files.copy(library, lib.resolve(library.getFileName()));
        }
        Files.write(release.resolve("app.jar"), jar);
        Path link = Files.createSymbolicLink(folder.resolve("next"), release.getFileName());
        Files.move(link, current(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Replaces the jar of the current release in one step. */
    void replace(byte[] jar) throws IOException {
        Path next = Files.write(folder.resolve("next.jar"), jar);
        Files.move(next, current().resolve("app.jar"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes over the jar of the current release, as careless programs do. */
    void overwrite(byte[] jar) throws IOException {
        Files.write(current().resolve("app.jar"), jar);
    }
}
