package dev.swell.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCompilerTest {

    private static final int THIS_JAVA = Runtime.version().feature();

    @TempDir
    Path folder;
    private Path sources;
    private Path classes;
    private final List<SourceCompiler> opened = new ArrayList<>();
    private SourceCompiler compiler;

    @BeforeEach
    void start() throws IOException {
        sources = Files.createDirectory(folder.resolve("src"));
        classes = Files.createDirectory(folder.resolve("classes"));
        compiler = compiler(THIS_JAVA);
    }

    @AfterEach
    void close() throws IOException {
        for (SourceCompiler each : opened) {
            each.close();
        }
    }

    private SourceCompiler compiler(int release, String... options) throws IOException {
        SourceCompiler made = new SourceCompiler(new Layout(List.of(new Root(sources, classes)), List.of()),
                new Javac(ToolProvider.getSystemJavaCompiler(), List.of(options), release));
        made.classPath(List.of(classes), false);
        opened.add(made);
        return made;
    }

    private Path source(String name, String code) throws IOException {
        Path file = sources.resolve("app/" + name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "package app;\n" + code);
    }

    private Path classFile(String name) {
        return classes.resolve("app/" + name + ".class");
    }

    /** What the method of Main says. */
    private String run() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[]{classes.toUri().toURL()}, null)) {
            return (String) loader.loadClass("app.Main").getMethod("say").invoke(null);
        }
    }

    @Test
    void compilesOnlyTheSourceWhoseCodeHasChanged() throws Exception {
        Path main = source("Main", "public class Main { public static String say() { return \"a\" + Other.X; } }");
        Path other = source("Other", "class Other { static final int X = 1; }");
        assertThat(compiler.compile(Set.of(main, other))).containsExactlyInAnyOrder(classFile("Main"),
                classFile("Other"));

        source("Main", "public class Main { public static String say() { return \"b\" + Other.X; } }");
        assertThat(compiler.compile(Set.of(main))).containsExactly(classFile("Main"));
        assertThat(run()).isEqualTo("b1");
    }

    @Test
    void compilesAllWhenOthersCanSeeTheChange() throws Exception {
        Path main = source("Main", "public class Main { public static String say() { return \"a\" + Other.X; } }");
        Path other = source("Other", "class Other { static final int X = 1; }");
        compiler.compile(Set.of(main, other));

        source("Other", "class Other { static final int X = 2; }"); // the compiler copies constants
        assertThat(compiler.compile(Set.of(other))).contains(classFile("Main"), classFile("Other"));
        assertThat(run()).isEqualTo("a2");
    }

    @Test
    void tellsWhatBreaksElsewhereAndLeavesAllClassesAsTheyAre() throws Exception {
        Path main = source("Main", "public class Main { public static String say() { return Other.say(); } }");
        Path other = source("Other", "class Other { static String say() { return \"a\"; } }");
        compiler.compile(Set.of(main, other));

        source("Other", "class Other { static String speak() { return \"b\"; } }");
        assertThatThrownBy(() -> compiler.compile(Set.of(other))).isInstanceOf(CompileFailure.class)
                .hasMessageContaining("Main.java:2: error:").hasMessageContaining("return Other.say();");
        assertThat(compiler.isBehind()).isTrue();
        assertThat(run()).isEqualTo("a");

        source("Main", "public class Main { public static String say() { return Other.speak(); } }");
        compiler.compile(Set.of(main)); // and Other, which has waited
        assertThat(compiler.isBehind()).isFalse();
        assertThat(run()).isEqualTo("b");
    }

    @Test
    void deletesTheClassesOfWhatIsGone() throws Exception {
        Path main = source("Main", """
                public class Main { public static String say() { return "a"; } class Inner {} }
                class Second {}
                """);
        Path other = source("Other", "class Other { Runnable code = new Runnable() { public void run() {} }; }");
        compiler.compile(Set.of(main, other));
        assertThat(classFile("Main$Inner")).exists();
        assertThat(classFile("Second")).exists();
        assertThat(classFile("Other$1")).exists();

        source("Main", "public class Main { public static String say() { return \"b\"; } }");
        Files.delete(other);
        compiler.compile(Set.of(main, other));

        assertThat(classFiles()).containsExactly(classFile("Main"));
    }

    @Test
    void doesNotCompileAgainstTheClassesOfWhatIsGone() throws Exception {
        Path main = source("Main", "public class Main { public static String say() { return Other.say(); } }");
        Path other = source("Other", "class Other { static String say() { return \"a\"; } }");
        compiler.compile(Set.of(main, other));

        Files.delete(other);
        assertThatThrownBy(() -> compiler.compile(Set.of(other))).hasMessageContaining("Main.java:2: error:");
        assertThat(run()).isEqualTo("a");
    }

    @Test
    void knowsAfterLearningAsMuchAsAfterCompiling() throws Exception {
        Path main = source("Main", "public class Main { public static String say() { return \"a\"; } class Inner {} }");
        compiler.compile(Set.of(main));
        SourceCompiler fresh = compiler(THIS_JAVA);
        fresh.learn();

        source("Main", "public class Main { public static String say() { return \"b\"; } }");
        fresh.compile(Set.of(main));

        assertThat(classFiles()).containsExactly(classFile("Main"));
        assertThat(run()).isEqualTo("b");
    }

    @Test
    void findsTheSourcesThatAreNewerThanTheirClasses() throws Exception {
        Path main = source("Main", "public class Main { }");
        source("package-info", "");
        Files.writeString(sources.resolve("module-info.java"), "module app {}");
        assertThat(compiler.stale()).containsExactly(main);

        compiler.compile(Set.of(main));
        assertThat(compiler.stale()).isEmpty();

        Files.setLastModifiedTime(main, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(compiler.stale()).containsExactly(main);
    }

    @Test
    void compilesForTheJavaOfTheClassesThatAreThere() throws Exception {
        Path main = source("Main", "public class Main { }");
        assertThat(ClassRelease.of(List.of(classes))).isEqualTo(THIS_JAVA);

        compiler(11).compile(Set.of(main));
        assertThat(ClassRelease.of(List.of(folder.resolve("none"), classes))).isEqualTo(11);
        try (DataInputStream file = new DataInputStream(Files.newInputStream(classFile("Main")))) {
            file.readInt();
            assertThat(file.readInt()).isEqualTo(11 + 44);
        }
    }

    @Test
    void keepsNamesOfParameters() throws Exception {
        compiler.compile(Set.of(source("Main", "public class Main { void buy(int amount) {} }")));

        try (URLClassLoader loader = new URLClassLoader(new URL[]{classes.toUri().toURL()}, null)) {
            assertThat(loader.loadClass("app.Main").getDeclaredMethods()[0].getParameters()[0].getName())
                    .isEqualTo("amount");
        }
    }

    @Test
    void namesTheKeyOfAWrongOption() throws Exception {
        SourceCompiler wrong = compiler(THIS_JAVA, "--no-such");

        assertThatThrownBy(() -> wrong.compile(Set.of(source("Main", "class Main {}"))))
                .isInstanceOf(CompileFailure.class).hasMessageContaining("swell.dev.compiler-options")
                .hasMessageContaining("--no-such");
    }

    @Test
    void takesOptions() throws Exception {
        SourceCompiler strict = compiler(THIS_JAVA, "-Xlint:all", "-Werror");

        assertThatThrownBy(() -> strict
                .compile(Set.of(source("Main", "class Main { java.util.List raw; }"))))
                .isInstanceOf(CompileFailure.class).hasMessageContaining("warnings found and -Werror specified");
    }

    @Test
    void endsWithNothingWhenNothingIsLeft() throws Exception {
        Path main = source("Main", "public class Main { }");
        compiler.compile(Set.of(main));
        Files.delete(main);

        assertThat(compiler.compile(Set.of(main))).containsExactly(classFile("Main"));
        assertThat(classFiles()).isEmpty();
    }

    private List<Path> classFiles() throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
