package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchMessages.MESSAGES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the archives of the paths that somebody named. */
final class NamedArchives {

    private final List<String> problems;
    private final List<Archive> found = new ArrayList<>();
    private final Set<Path> known = new HashSet<>();

    NamedArchives(List<String> problems) {
        this.problems = problems;
    }

    List<Archive> find(List<Path> paths) {
        for (Path named : paths) {
            try {
                find(named, named.toRealPath());
            } catch (NoSuchFileException e) {
                problems.add(MESSAGES.missing(named, named.toAbsolutePath().normalize()));
            } catch (IOException e) {
                problems.add(MESSAGES.unreadable(named, e.toString()));
            }
        }
        return found;
    }

    private void find(Path named, Path path) throws IOException {
        if (!Files.isReadable(path)) {
            problems.add(MESSAGES.unreadable(named, "no permission"));
        } else if (!known.add(path)) {
            problems.add(MESSAGES.twice(named));
        } else if (Files.isDirectory(path)) {
            findIn(named, path);
        } else if (!Files.isRegularFile(path)) { // reading a pipe could take for ever
            problems.add(MESSAGES.noClasses(named));
        } else {
            found.add(new Archive(named, path, false));
            addJars(named, path.resolveSibling("lib"), true);
        }
    }

    private void findIn(Path named, Path directory) throws IOException {
        int before = found.size();
        if (ClassFiles.in(directory)) {
            found.add(new Archive(named, directory, false));
            addJars(named, directory.resolveSibling("lib"), true);
        }
        addJars(named, directory, false);
        addJars(named, directory.resolve("lib"), found.size() > before);
        if (found.size() == before) {
            problems.add(MESSAGES.noClasses(named));
        }
    }

    private void addJars(Path named, Path folder, boolean library) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                addJar(named, jar, library);
            }
        }
    }

    private void addJar(Path named, Path jar, boolean library) {
        try {
            Path path = jar.toRealPath();
            if (known.add(path)) {
                found.add(new Archive(named, path, library));
            }
        } catch (IOException e) {
            problems.add(MESSAGES.unreadable(jar, e.toString()));
        }
    }
}
