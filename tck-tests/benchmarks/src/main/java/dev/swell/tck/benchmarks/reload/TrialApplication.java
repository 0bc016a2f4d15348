package dev.swell.tck.benchmarks.reload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The application that is reloaded, compiled from its sources; versions differ in one class. */
final class TrialApplication {

    private static final List<String> CLASSES = List.of("Routes", "Stock", "StockCheck", "Count", "Chat");
    private static final String VERSION = "Version";

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path folder;
    private final String classPath;
    private final Map<String, byte[]> common;
    private final Map<Fault, Map<String, byte[]>> faulty = new TreeMap<>();
    private final Map<Integer, Map<String, byte[]>> versions = new TreeMap<>();

    /**
     * Compiles it.
     *
     * @param folder where class files may be written
     * @param versions how many to compile, so that it isn't done while the load is measured
     */
    TrialApplication(Path folder, List<Path> classPath, int versions) throws IOException {
        this.folder = folder;
        this.classPath = classPath.stream().map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
        Map<String, String> sources = new TreeMap<>();
        for (String name : CLASSES) {
            sources.put(name, source("trial/" + name));
        }
        String version = source("trial/" + VERSION);
        sources.put(VERSION, version);
        common = compile("common", sources);
        for (Fault fault : Fault.values()) {
            String name = fault.className();
            faulty.put(fault, name == null ? Map.of() : compile(name, Map.of(name, source("fault/" + name))));
        }
        for (int number = 1; number <= versions; number++) {
            String source = version.replace("return 0;", "return " + number + ";");
            this.versions.put(number, compile(VERSION + number, Map.of(VERSION, source)));
        }
    }

    private static String source(String name) throws IOException {
        try (InputStream in = TrialApplication.class.getResourceAsStream(name + ".java")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the class files by their path in a jar. */
    private Map<String, byte[]> compile(String name, Map<String, String> sources) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(name));
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((type, text) -> units.add(new Source(type, text)));
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(classes.toFile()));
            List<String> options = List.of("--release", "17", "-proc:none", "-classpath", classPath);
            if (!compiler.getTask(output, files, null, options, null, units).call()) {
                throw new IllegalStateException(output.toString());
            }
        }
        return read(classes);
    }

    private static Map<String, byte[]> read(Path classes) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return content;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///trial/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Returns the jar of a version. */
    byte[] jar(int version) throws IOException {
        return pack(version, Map.of());
    }

    /** Returns the jar of a version with a fault. */
    byte[] jar(int version, Fault fault) throws IOException {
        return fault.spoil(pack(version, faulty.get(fault)));
    }

    private byte[] pack(int version, Map<String, byte[]> more) throws IOException {
        Map<String, byte[]> content = new TreeMap<>(common);
        content.putAll(versions.get(version));
        content.putAll(more);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                jar.putNextEntry(new JarEntry(file.getKey()));
                jar.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
