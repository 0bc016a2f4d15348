package dev.swell.runtime.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps the classes up to date with the sources. A change of code has the changed source compiled; a change that other
 * sources can see has all of them compiled, so that nothing is missed. What doesn't compile leaves all classes as they
 * are. For one thread.
 */
final class SourceCompiler implements AutoCloseable {

    private final Layout layout;
    private final Javac javac;
    /** What was made of each source; empty until all were compiled once. */
    private final Map<Path, Made> made = new HashMap<>();
    private final Set<Path> pending = new TreeSet<>();

    private record Made(Set<String> classes, String api) {}

    SourceCompiler(Layout layout, Javac javac) {
        this.layout = layout;
        this.javac = javac;
    }

    /** Has the next compilations see these archives, as {@link Javac#classPath} says. */
    void classPath(List<Path> archives, boolean changed) throws IOException {
        javac.classPath(archives, changed);
    }

    /**
     * Compiles all sources and keeps nothing but the knowledge about them; the compiler is warm then.
     *
     * @throws CompileFailure if they don't compile
     */
    void learn() throws CompileFailure {
        remember(javac.compile(layout.allSources(), Set.of()));
    }

    /**
     * Compiles what has changed, what has failed before, and what depends on it.
     *
     * @param changed sources that were written, made or deleted
     * @return the class files that were written or deleted
     * @throws CompileFailure if something doesn't compile; it is tried again with the next change
     */
    Set<Path> compile(Collection<Path> changed) throws CompileFailure, IOException {
        pending.addAll(changed);
        Set<Path> all = layout.allSources();
        List<CompiledSource> compiled = compilePending(all);
        Set<Path> touched = write(compiled, all);
        remember(compiled);
        made.keySet().retainAll(all);
        pending.clear();
        return touched;
    }

    private List<CompiledSource> compilePending(Set<Path> all) throws CompileFailure {
        if (made.keySet().containsAll(pending) && all.containsAll(pending)) {
            List<CompiledSource> compiled = javac.compile(pending, classesOf(pending));
            if (compiled.stream().allMatch(source -> source.api().equals(made.get(source.source()).api()))) {
                return compiled;
            }
        }
        return all.isEmpty() ? List.of() : javac.compile(all, classesOf(made.keySet()));
    }

    private Set<String> classesOf(Set<Path> sources) {
        Set<String> classes = new HashSet<>();
        sources.forEach(source -> classes.addAll(made.get(source).classes));
        return classes;
    }

    private void remember(List<CompiledSource> compiled) {
        compiled.forEach(source -> made.put(source.source(),
                new Made(Set.copyOf(source.classes().keySet()), source.api())));
    }

    private Set<Path> write(List<CompiledSource> compiled, Set<Path> all) throws IOException {
        Set<Path> current = new HashSet<>();
        for (CompiledSource source : compiled) {
            for (Map.Entry<String, byte[]> type : source.classes().entrySet()) {
                Path file = file(source.source(), type.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, type.getValue());
                current.add(file);
            }
        }
        Set<Path> touched = new HashSet<>(current);
        for (Path file : before(compiled, all)) {
            if (!current.contains(file) && Files.deleteIfExists(file)) {
                touched.add(file);
            }
        }
        return touched;
    }

    /** Returns the class files that were made before of these sources, and of those that are gone. */
    private List<Path> before(List<CompiledSource> compiled, Set<Path> all) {
        Set<Path> sources = new HashSet<>(made.keySet());
        sources.removeAll(all);
        compiled.stream().map(CompiledSource::source).filter(made::containsKey).forEach(sources::add);
        List<Path> files = new ArrayList<>();
        sources.forEach(source -> made.get(source).classes.forEach(name -> files.add(file(source, name))));
        return files;
    }

    private Path file(Path source, String className) {
        return layout.sourceRoot(source).orElseThrow().output().resolve(className.replace('.', '/') + ".class");
    }

    /** Tells whether sources are waiting that did not compile. */
    boolean isBehind() {
        return !pending.isEmpty();
    }

    /** Returns the sources that are newer than their classes. */
    Set<Path> stale() throws IOException {
        Set<Path> stale = new TreeSet<>();
        for (Path source : layout.allSources()) {
            if (!source.endsWith("package-info.java") && isStale(source)) {
                stale.add(source);
            }
        }
        return stale;
    }

    private boolean isStale(Path source) throws IOException {
        Root root = layout.sourceRoot(source).orElseThrow();
        String name = source.getFileName().toString().replaceFirst("\\.java$", ".class");
        Path compiled = root.target(source).resolveSibling(name);
        return !Files.exists(compiled)
                || Files.getLastModifiedTime(compiled).compareTo(Files.getLastModifiedTime(source)) < 0;
    }

    @Override
    public void close() throws IOException {
        javac.close();
    }
}
