package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchMessages.MESSAGES;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which application to run: the jars and directories that the command line names. Where they are is looked up anew for
 * each worker, so that a symbolic link may lead somewhere else each time.
 */
public final class Application {

    private final List<Path> paths;
    private final boolean onClassPath;
    private final boolean sharesClasses;
    private final Map<Path, Path> replacements;

    private Application(List<Path> paths, boolean onClassPath, boolean sharesClasses, Map<Path, Path> replacements) {
        this.paths = List.copyOf(paths);
        this.onClassPath = onClassPath;
        this.sharesClasses = sharesClasses;
        this.replacements = Map.copyOf(replacements);
    }

    /**
     * Returns the application at these paths: jars, each with the jars in the {@code lib} folder beside it, directories of
     * classes, with their {@code lib}, and directories with jars.
     */
    public static Application at(List<Path> paths) {
        return new Application(paths, false, false, Map.of());
    }

    /**
     * Returns the application on a class path: each directory, and each jar with {@code META-INF/beans.xml} or annotated
     * bean classes, but for Swell itself and what it brings along.
     *
     * @param classPath as in the system property {@code java.class.path}
     */
    public static Application onClassPath(String classPath) {
        return new Application(Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty()).map(Path::of).toList(), true, false,
                Map.of());
    }

    /**
     * Returns the same application, but with the classes of the runtime's class loader, which must have them: a test that
     * was loaded by it then means the same classes.
     */
    public Application sharingClasses() {
        return new Application(paths, onClassPath, true, replacements);
    }

    /**
     * Returns the same application, but with an archive read from elsewhere.
     *
     * @param archive one of {@link #archives}
     * @param elsewhere the directory to be read in its place
     */
    public Application reading(Path archive, Path elsewhere) {
        return new Application(paths, onClassPath, sharesClasses, Map.of(archive, elsewhere));
    }

    /** Returns the paths that have its archives taken, as they were written; those of what is there now. */
    public List<Path> named() {
        return found().map(Archive::named).distinct().toList();
    }

    /** Returns where its archives are now, links resolved. */
    public List<Path> archives() {
        return found().map(Archive::path).toList();
    }

    private Stream<Archive> found() {
        return find(onClassPath ? new RuntimeParts().places() : Set.of(), new ArrayList<>()).stream();
    }

    boolean sharesClasses() {
        return sharesClasses;
    }

    /**
     * Finds its archives.
     *
     * @param own where Swell and its libraries are
     * @param problems takes what is wrong
     */
    List<Archive> find(Set<Path> own, List<String> problems) {
        List<Archive> found = onClassPath ? new ClassPathArchives(own).find(paths)
                : new NamedArchives(problems).find(paths);
        return found.stream().map(archive -> new Archive(archive.named(),
                replacements.getOrDefault(archive.path(), archive.path()), archive.library())).toList();
    }

    /** Returns what is wrong if there are no classes where there should be some. */
    List<String> withoutClasses(List<ArchiveCopy> archives) {
        Set<Path> empty = new LinkedHashSet<>(paths);
        archives.stream().filter(archive -> !archive.isEmpty() && !archive.origin().library())
                .forEach(archive -> empty.remove(archive.origin().named()));
        if (onClassPath) {
            return empty.size() == paths.size() ? List.of(MESSAGES.noApplication()) : List.of();
        }
        return empty.stream().map(MESSAGES::noClasses).toList();
    }
}
