package dev.swell.endtoend;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** An application that a test writes: sources, which are compiled, and other files. */
final class TestApplication {

    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, String> files = new TreeMap<>();

    /** Adds a class in the package {@code app}; packages that sources here need are imported already. */
    TestApplication with(String className, String body) {
        sources.put("app/" + className + ".java", """
                package app;
                import dev.swell.*;
                import dev.swell.http.*;
                import dev.swell.lifecycle.*;
                import dev.swell.socket.*;
                import dev.swell.state.*;
                import io.undertow.server.HttpServerExchange;
                import jakarta.enterprise.context.*;
                import jakarta.enterprise.event.Observes;
                import jakarta.inject.*;
                """ + body);
        return this;
    }

    TestApplication withFile(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** Writes it as a directory of classes and files. */
    Path directory(Path directory) throws IOException {
        Path sourceRoot = Files.createTempDirectory("swell-sources");
        try {
            List<Path> written = new ArrayList<>();
            for (Map.Entry<String, String> source : sources.entrySet()) {
                written.add(write(sourceRoot, source.getKey(), source.getValue()));
            }
            Files.createDirectories(directory);
            compile(written, directory);
        } finally {
            Folders.delete(sourceRoot);
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(directory, file.getKey(), file.getValue());
        }
        return directory;
    }

    /**
     * Writes it as a Maven project that was built.
     *
     * @return the directory of its classes
     */
    Path project(Path directory) throws IOException {
        for (Map.Entry<String, String> source : sources.entrySet()) {
            write(directory.resolve("src/main/java"), source.getKey(), source.getValue());
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(directory.resolve("src/main/resources"), file.getKey(), file.getValue());
        }
        return directory(directory.resolve("target/classes"));
    }

    /** Writes it as a jar. */
    Path jar(Path jar) throws IOException {
        Path classes = Files.createTempDirectory("swell-classes");
        try {
            pack(directory(classes), jar);
        } finally {
            Folders.delete(classes);
        }
        return jar;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"));
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = zip.getPath("/" + classes.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static Path write(Path root, String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void compile(List<Path> sources, Path target) {
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager fileManager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", target.toString(), "--release", "17", "-parameters", "-proc:none",
                    "-classpath", SwellProcess.JAR.toString());
            if (!compiler
                    .getTask(output, fileManager, null, options, null, fileManager.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new IllegalArgumentException(output.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
