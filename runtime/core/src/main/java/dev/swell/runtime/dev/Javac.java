package dev.swell.runtime.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;

/** The compiler, in this process and warm. Writes no files. */
final class Javac implements AutoCloseable {

    private static final String MOST_ERRORS = "20";

    private final JavaCompiler compiler;
    private final List<String> options;
    private List<Path> classPath = List.of();
    private StandardJavaFileManager files;

    Javac(JavaCompiler compiler, List<String> userOptions, int release) {
        this.compiler = compiler;
        this.options = options(userOptions, release);
    }

    /**
     * What compiles here compiles for the Java of the classes that are there. Processors run only where somebody asks for
     * them, as in the compiler of JDK 23 and later.
     */
    private static List<String> options(List<String> userOptions, int release) {
        List<String> all = new ArrayList<>(
                List.of("-g", "-parameters", "-implicit:none", "-Xmaxerrs", MOST_ERRORS));
        if (userOptions.stream().noneMatch(option -> option.startsWith("-proc") || option.startsWith("--proc"))) {
            all.add("-proc:none");
        }
        if (release != Runtime.version().feature() && userOptions.stream().noneMatch(Javac::setsRelease)) {
            all.addAll(List.of("--release", String.valueOf(release)));
        }
        all.addAll(userOptions);
        return all;
    }

    private static boolean setsRelease(String option) {
        return option.matches("--release.*|--?source.*|--?target.*");
    }

    /**
     * Has the next compilations see these archives.
     *
     * @param changed whether one of the jars was changed; open ones are kept open otherwise
     */
    void classPath(List<Path> archives, boolean changed) throws IOException {
        if (files == null || changed || !archives.equals(classPath)) {
            close();
            files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8);
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, archives);
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
            classPath = List.copyOf(archives);
        }
    }

    /**
     * Compiles sources.
     *
     * @param hidden binary names of classes on the class path that are not to be found
     * @throws CompileFailure if they don't compile
     */
    List<CompiledSource> compile(Collection<Path> sources, Set<String> hidden) throws CompileFailure {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        ClassOutput output = new ClassOutput(files, hidden);
        try {
            JavacTask task = (JavacTask) compiler.getTask(Writer.nullWriter(), output, diagnostics, options, null,
                    files.getJavaFileObjectsFromPaths(sources));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            check(diagnostics);
            Map<Path, String> apis = apis(task, units);
            task.generate();
            check(diagnostics);
            return sources.stream().map(
                    source -> new CompiledSource(source, output.classesOf(source), apis.getOrDefault(source, "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) { // of an option
            throw new CompileFailure(List.of("swell.dev.compiler-options: " + e.getMessage()));
        }
    }

    private static void check(DiagnosticCollector<JavaFileObject> diagnostics) throws CompileFailure {
        List<String> errors = diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR).map(Object::toString).toList();
        if (!errors.isEmpty()) {
            throw new CompileFailure(errors);
        }
    }

    private Map<Path, String> apis(JavacTask task, List<CompilationUnitTree> units) {
        Trees trees = Trees.instance(task);
        Map<Path, String> apis = new HashMap<>();
        for (CompilationUnitTree unit : units) {
            StringWriter api = new StringWriter();
            if (unit.getPackage() != null) {
                api.write(unit.getPackage().toString());
            }
            for (Tree type : unit.getTypeDecls()) {
                Element element = trees.getElement(new TreePath(new TreePath(unit), type));
                if (element != null) { // a lone semicolon is none
                    task.getElements().printElements(api, element);
                }
            }
            apis.put(files.asPath(unit.getSourceFile()), api.toString());
        }
        return apis;
    }

    @Override
    public void close() throws IOException {
        if (files != null) {
            files.close();
            files = null;
        }
    }
}
