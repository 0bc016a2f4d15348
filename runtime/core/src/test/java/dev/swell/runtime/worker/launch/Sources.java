package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Small applications, compiled by the test that runs them. */
public final class Sources {

    private final Map<String, String> classes = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Path> libraries = new ArrayList<>();

    /** Adds a class of package {@code app}; the usual imports are there. */
    public Sources type(String name, String code) {
        classes.put(name, """
                package app;
                import dev.swell.*;
                import dev.swell.http.*;
                import dev.swell.lifecycle.*;
                import dev.swell.socket.*;
                import dev.swell.state.*;
                import io.undertow.server.*;
                import jakarta.annotation.*;
                import jakarta.enterprise.context.*;
                import jakarta.enterprise.event.*;
                import jakarta.enterprise.inject.*;
                import jakarta.enterprise.inject.spi.*;
                import jakarta.inject.*;
                import java.util.*;
                """ + code);
        return this;
    }

    public Sources vetoedPackage() {
        classes.put("package-info", "@jakarta.enterprise.inject.Vetoed package app;");
        return this;
    }

    public Sources file(String name, String text) {
        files.put(name, text);
        return this;
    }

    public Sources beansXml(String mode) {
        return file("META-INF/beans.xml", """
                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="%s"></beans>
                """.formatted(mode));
    }

    /** Has it compiled against another one. */
    public Sources uses(Path library) {
        libraries.add(library);
        return this;
    }

    /** Makes a directory of classes. */
    public Path directory(Path target) throws IOException {
        Files.createDirectories(target);
        compile(target);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return target;
    }

    /** Makes a jar. */
    public Path jar(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path classesDirectory = directory(Files.createTempDirectory(target.getParent(), "classes"));
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> walk = Files.walk(classesDirectory)) {
            for (Path path : walk.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(classesDirectory.relativize(path).toString()));
                Files.copy(path, zip);
            }
        }
        delete(classesDirectory);
        return target;
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void compile(Path target) throws IOException {
        if (classes.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(problems, null, null)) {
            List<Path> classPath = new ArrayList<>(libraries);
            Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator)).map(Path::of).forEach(classPath::add);
            manager.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(target));
            boolean compiled = compiler.getTask(null, manager, problems, List.of("-proc:none", "-parameters"), null,
                    classes.entrySet().stream().map(Source::new).toList()).call();
            assertThat(compiled).as(() -> problems.getDiagnostics().toString()).isTrue();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(Map.Entry<String, String> type) {
            super(URI.create("string:///app/" + type.getKey() + ".java"), Kind.SOURCE);
            this.code = type.getValue();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
