package dev.swell.runtime.dev;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** The files of one compilation: keeps what is compiled in memory, and hides classes whose sources are compiled anew. */
final class ClassOutput extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final Set<String> hidden;
    private final Map<Path, Map<String, ByteArrayOutputStream>> written = new HashMap<>();

    /**
     * Makes one.
     *
     * @param hidden binary names of classes that the compiler must not find
     */
    ClassOutput(StandardJavaFileManager files, Set<String> hidden) {
        super(files);
        this.hidden = hidden;
    }

    /** Returns the classes that were made of a source, by binary name. */
    Map<String, byte[]> classesOf(Path source) {
        Map<String, byte[]> classes = new TreeMap<>();
        written.getOrDefault(source, Map.of()).forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<JavaFileObject.Kind> kinds,
            boolean recurse) throws IOException {
        Iterable<JavaFileObject> all = super.list(location, packageName, kinds, recurse);
        if (location != StandardLocation.CLASS_PATH || hidden.isEmpty()) {
            return all;
        }
        List<JavaFileObject> visible = new ArrayList<>();
        all.forEach(file -> {
            if (!hidden.contains(inferBinaryName(location, file))) {
                visible.add(file);
            }
        });
        return visible;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind,
            FileObject sibling) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.computeIfAbsent(fileManager.asPath(sibling), source -> new HashMap<>()).put(className, bytes);
        return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/') + kind.extension), kind) {
            @Override
            public OutputStream openOutputStream() {
                return bytes;
            }
        };
    }
}
