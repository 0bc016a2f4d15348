package dev.swell.runtime.dev;

import static dev.swell.runtime.dev.DevMessages.MESSAGES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.swell.runtime.config.DevSettings;

/**
 * Where sources and resources are, as configured or as Maven and Gradle have them.
 *
 * @param sources directories of Java sources
 * @param resources directories of files to be copied
 */
record Layout(List<Root> sources, List<Root> resources) {

    /**
     * Finds them.
     *
     * @param application the directories and jars of the application
     * @param firstOutput the directory that classes go to where it can't be told which
     * @throws IllegalStateException if one is configured that isn't there
     */
    static Layout of(DevSettings settings, List<Path> application, Supplier<Path> firstOutput) {
        List<Root> sources = new ArrayList<>();
        List<Root> resources = new ArrayList<>();
        for (Path directory : application) {
            project(directory, "target/classes").ifPresent(project -> {
                add(project.resolve("src/main/java"), directory, sources);
                add(project.resolve("src/main/resources"), directory, resources);
            });
            project(directory, "build/classes/java/main")
                    .ifPresent(project -> add(project.resolve("src/main/java"), directory, sources));
            project(directory, "build/resources/main")
                    .ifPresent(project -> add(project.resolve("src/main/resources"), directory, resources));
        }
        return new Layout(chosen("swell.dev.sources", settings.sources(), sources, firstOutput),
                chosen("swell.dev.resources", settings.resources(), resources, firstOutput));
    }

    /** Returns the directory of the project, if the build has that directory for its classes. */
    private static Optional<Path> project(Path directory, String output) {
        if (!directory.endsWith(output)) {
            return Optional.empty();
        }
        Path project = directory;
        for (int i = 0; i < Path.of(output).getNameCount(); i++) {
            project = project.getParent();
        }
        return Optional.of(project);
    }

    private static void add(Path directory, Path output, List<Root> roots) {
        if (Files.isDirectory(directory)) {
            roots.add(new Root(directory, output));
        }
    }

    private static List<Root> chosen(String key, Optional<List<Path>> configured, List<Root> guessed,
            Supplier<Path> firstOutput) {
        if (configured.isEmpty()) {
            return guessed;
        }
        return configured.get().stream().map(path -> path.toAbsolutePath().normalize()).map(directory -> {
            if (!Files.isDirectory(directory)) {
                throw MESSAGES.noDirectory(key, directory);
            }
            return guessed.stream().filter(root -> root.directory().equals(directory)).findFirst()
                    .orElseGet(() -> new Root(directory, firstOutput.get()));
        }).toList();
    }

    /** Returns all sources that are there now. On a class path modules mean nothing, so their declarations aren't taken. */
    Set<Path> allSources() {
        Set<Path> all = new TreeSet<>();
        for (Root root : sources) {
            all.addAll(files(root.directory(), Layout::isSource));
        }
        return all;
    }

    static Set<Path> files(Path directory, Predicate<Path> wanted) {
        try (Stream<Path> walk = Files.walk(directory)) {
            Set<Path> files = new TreeSet<>();
            walk.filter(wanted).filter(Files::isRegularFile).forEach(files::add);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSource(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.startsWith(".") && !name.equals("module-info.java");
    }

    /** Returns the directory that the source is in, if it is one of ours. */
    Optional<Root> sourceRoot(Path file) {
        return isSource(file) ? sources.stream().filter(root -> root.holds(file)).findFirst() : Optional.empty();
    }

    /** Returns the directory that the resource is in, if it is one of ours. */
    Optional<Root> resourceRoot(Path file) {
        return resources.stream().filter(root -> root.holds(file)).findFirst();
    }

    /** Returns the directories that compiled classes go to. */
    List<Path> outputs() {
        return sources.stream().map(Root::output).distinct().toList();
    }
}
