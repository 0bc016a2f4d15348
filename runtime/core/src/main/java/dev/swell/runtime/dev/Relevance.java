package dev.swell.runtime.dev;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** Which files count. */
final class Relevance {

    /** Hidden files, and what editors write beside a file while they save it. */
    private static final List<PathMatcher> NEVER = matchers(
            List.of(".*", "*~", "#*#", "*.swp", "*.swx", "*.tmp", "*.bak", "4913",
                    "*___jb_tmp___", "*___jb_old___"));

    private final List<PathMatcher> ignoredNames;
    private final List<PathMatcher> ignoredPaths;
    private final List<String> ends;

    /**
     * Makes one.
     *
     * @param ignore globs: one without a slash is for names at any depth, others are for paths below what is watched
     * @param extensions the ends of names; none means all
     */
    Relevance(List<String> ignore, List<String> extensions) {
        this.ignoredNames = matchers(ignore.stream().filter(glob -> !glob.contains("/")).toList());
        this.ignoredPaths = matchers(ignore.stream().filter(glob -> glob.contains("/")).toList());
        this.ends = extensions.stream().map(extension -> "." + extension).toList();
    }

    private static List<PathMatcher> matchers(List<String> globs) {
        return globs.stream().map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob)).toList();
    }

    /** Tells whether to look into a directory. */
    boolean entered(Path root, Path directory) {
        return directory.equals(root) || !isIgnored(root, directory);
    }

    /** Tells whether a change of the file counts. What is watched by its own name always does. */
    boolean counts(Path root, Path file) {
        return file.equals(root) || !isIgnored(root, file) && hasEnd(file.getFileName().toString());
    }

    private boolean isIgnored(Path root, Path path) {
        Path name = path.getFileName();
        Path below = root.relativize(path);
        return NEVER.stream().anyMatch(never -> never.matches(name))
                || ignoredNames.stream().anyMatch(ignored -> ignored.matches(name))
                || ignoredPaths.stream().anyMatch(ignored -> ignored.matches(below));
    }

    private boolean hasEnd(String name) {
        return ends.isEmpty() || ends.stream().anyMatch(name::endsWith);
    }
}
