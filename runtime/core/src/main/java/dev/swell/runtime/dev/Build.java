package dev.swell.runtime.dev;

import static dev.swell.runtime.dev.DevLogger.LOG;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import dev.swell.runtime.config.DevSettings;
import dev.swell.runtime.worker.launch.Application;

/** Makes the application's files of its sources and resources, as far as a change asks for it. For one thread. */
final class Build implements AutoCloseable {

    private final Application application;
    private final Layout layout;
    private final Optional<UnpackedJar> unpacked;
    private final ResourceFiles resources;
    private Optional<SourceCompiler> compiler;

    Build(Application application, Layout layout, Optional<UnpackedJar> unpacked, DevSettings settings) {
        this.application = application;
        this.layout = layout;
        this.unpacked = unpacked;
        this.resources = new ResourceFiles(layout);
        this.compiler = layout.sources().isEmpty() ? Optional.empty() : compiler(layout, settings);
    }

    private static Optional<SourceCompiler> compiler(Layout layout, DevSettings settings) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            LOG.noCompiler();
            return Optional.empty();
        }
        return Optional.of(new SourceCompiler(layout,
                new Javac(javac, settings.compilerOptions(), ClassRelease.of(layout.outputs()))));
    }

    /**
     * Makes what was changed since the build, and has the compiler warm up.
     *
     * @param touched takes the files of the application that were written or deleted
     * @throws CompileFailure if changed sources don't compile
     */
    void catchUp(Set<Path> touched) throws IOException, CompileFailure {
        touched.addAll(resources.copy(resources.learn()));
        if (compiler.isPresent()) {
            compiler.get().classPath(classPath(), true);
            Set<Path> stale = compiler.get().stale();
            if (!stale.isEmpty()) {
                touched.addAll(compiler.get().compile(stale));
            } else {
                learn(compiler.get());
            }
        }
    }

    private void learn(SourceCompiler warming) throws IOException, CompileFailure {
        try {
            warming.learn();
        } catch (CompileFailure e) {
            if (!warming.stale().isEmpty()) { // somebody has saved something meanwhile, which is what fails
                throw e;
            }
            LOG.compilesNothing(e);
            warming.close();
            compiler = Optional.empty();
        }
    }

    /**
     * Makes what these files ask for.
     *
     * @param changed files that were written, made or deleted
     * @param touched takes the files of the application that were written or deleted
     * @throws CompileFailure if sources don't compile; no class was touched then
     */
    void make(Set<Path> changed, Set<Path> touched) throws IOException, CompileFailure {
        touched.addAll(resources.copy(changed.stream().filter(file -> layout.resourceRoot(file).isPresent()).toList()));
        Set<Path> sources = new HashSet<>();
        if (unpacked.isPresent() && changed.stream().anyMatch(unpacked.get()::isOf)) {
            unpacked.get().refresh();
            sources.addAll(compiler.isPresent() ? compiler.get().stale() : Set.of());
        }
        changed.stream().filter(file -> layout.sourceRoot(file).isPresent()).forEach(sources::add);
        if (compiler.isPresent() && (!sources.isEmpty() || compiler.get().isBehind())) {
            compiler.get().classPath(classPath(), changed.stream().anyMatch(Build::isJar));
            touched.addAll(compiler.get().compile(sources));
        }
    }

    private static boolean isJar(Path file) {
        return file.toString().endsWith(".jar");
    }

    private List<Path> classPath() {
        List<Path> classPath = new ArrayList<>(application.archives());
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(Files::exists).forEach(classPath::add);
        return classPath;
    }

    @Override
    public void close() throws IOException {
        if (compiler.isPresent()) {
            compiler.get().close();
        }
        if (unpacked.isPresent()) {
            unpacked.get().close();
        }
    }
}
