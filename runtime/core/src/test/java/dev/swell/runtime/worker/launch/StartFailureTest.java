package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureTest {

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("swell-worker-77-"))).isEmpty();
        }
    }

    private static StartFailure failure(Path... paths) {
        return failure(Application.at(List.of(paths)));
    }

    private static StartFailure failure(Application application) {
        return catchThrowableOfType(StartFailure.class,
                () -> Launch.prepare(77, application, Optional.empty(), Map.of()).start(null).close());
    }

    private static AbstractStringAssert<?> assertMessage(Path... paths) {
        StartFailure failure = failure(paths);
        assertThat(failure).isNotNull().hasNoCause();
        assertThat(failure.getStackTrace()).isEmpty();
        return assertThat(failure.getMessage());
    }

    private static Sources scoped() {
        return new Sources().type("Scoped", "@ApplicationScoped public class Scoped {}");
    }

    @Test
    void namesAMissingFile() {
        assertMessage(folder.resolve("app.jar")).startsWith("SWELL-220: The application '").contains("app.jar")
                .contains("doesn't exist").contains("--app");
    }

    @Test
    void tellsTheContainersProblemsAndWrongDeclarationsAtOnce() throws IOException {
        assertMessage(new Sources()
                .type("Missing", "public interface Missing {}")
                .type("Shop", """
                        @ApplicationScoped public class Shop {
                            @Inject Missing missing;
                            @Route("/a") private void a(HttpServerExchange exchange) {}
                            @Route("b") void b(HttpServerExchange exchange) {}
                        }""").jar(folder.resolve("app.jar")))
                .contains("SWELL-100: @Route on app.Shop.a(HttpServerExchange)", "SWELL-105", "'b'", "WELD-001408");
    }

    @Test
    void namesALinkThatLeadsNowhere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("current"), folder.resolve("gone"));
        assertMessage(link).startsWith("SWELL-220").contains("current");
    }

    @Test
    void namesAFileThatIsNoJar() throws IOException {
        assertMessage(Files.writeString(folder.resolve("app.jar"), "text")).startsWith("SWELL-222: The jar '")
                .contains("app.jar").contains("build or copy it again");
    }

    @Test
    void namesAJarThatIsCutOff() throws IOException {
        Path jar = scoped().jar(folder.resolve("app.jar"));
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
        assertMessage(jar).startsWith("SWELL-222: The jar '");
    }

    @Test
    void namesTheEntryThatIsDamaged() throws IOException {
        Path jar = scoped().file("text.txt", "0123456789".repeat(100)).jar(folder.resolve("app.jar"));
        byte[] bytes = Files.readAllBytes(jar);
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int content = all.indexOf("app/Scoped.class") + "app/Scoped.class".length();
        for (int i = 20; i < 60; i++) {
            bytes[content + i] ^= 0x55;
        }
        Files.write(jar, bytes);
        assertMessage(jar).startsWith("SWELL-222: The jar '");
    }

    @Test
    void namesAClassFileThatIsNone() throws IOException {
        Path jar = scoped().file("app/Wrong.class", "no class").jar(folder.resolve("app.jar"));
        assertMessage(jar).startsWith("SWELL-222: The jar '").contains("app/Wrong.class is no class file");
    }

    @Test
    void wantsClasses() throws IOException {
        Path jar = new Sources().file("text.txt", "text").jar(folder.resolve("app.jar"));
        assertMessage(jar).startsWith("SWELL-223: The application '").contains("has no classes");
        assertMessage(Files.createDirectory(folder.resolve("empty"))).startsWith("SWELL-223").contains("empty");
    }

    @Test
    void wantsClassesWhereTheirPackagesAre() throws IOException {
        scoped().directory(folder.resolve("project/target/classes"));
        assertMessage(folder.resolve("project")).startsWith("SWELL-223").contains("project");
    }

    @Test
    void wantsClassesInAJarWhereTheirPackagesAre() throws IOException {
        Path classes = scoped().directory(folder.resolve("classes"));
        Path war = new Sources().jar(folder.resolve("app.war"));
        try (FileSystem files = FileSystems.newFileSystem(war, Map.of("create", "true"))) {
            Files.createDirectories(files.getPath("WEB-INF/classes/app"));
            Files.copy(classes.resolve("app/Scoped.class"), files.getPath("WEB-INF/classes/app/Scoped.class"));
        }
        assertMessage(war).startsWith("SWELL-223: The application '").contains("app.war");
    }

    @Test
    void namesALibraryThatIsALinkThatLeadsNowhere() throws IOException {
        Path jar = scoped().jar(folder.resolve("app.jar"));
        Files.createDirectory(folder.resolve("lib"));
        Files.createSymbolicLink(folder.resolve("lib/stock.jar"), folder.resolve("gone"));
        assertMessage(jar).startsWith("SWELL-221: The application '").contains("stock.jar");
    }

    @Test
    void namesADirectoryThatIsInItself() throws IOException {
        Path classes = scoped().directory(folder.resolve("classes"));
        Files.createSymbolicLink(classes.resolve("app/again"), classes);
        assertMessage(classes).startsWith("SWELL-2").contains("classes").contains("FileSystemLoopException");
    }

    @Test
    void refusesOneJarTwice() throws IOException {
        Path jar = scoped().jar(folder.resolve("app.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), jar);
        assertMessage(jar, link).isEqualTo("SWELL-224: The application '" + link + "' is named twice: name it once");
    }

    @Test
    void refusesABeanClassInTwoPlaces() throws IOException {
        Path one = scoped().jar(folder.resolve("one.jar"));
        Path two = scoped().directory(folder.resolve("two"));
        assertMessage(one, two).isEqualTo("SWELL-226: app.Scoped is in both '" + one.toRealPath() + "' and '"
                + two.toRealPath() + "': take one of the two away");
    }

    @Test
    void tellsAllProblemsAtOnce() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.jar"), "text");
        StartFailure failure = failure(folder.resolve("one.jar"), damaged, folder.resolve("two.jar"));
        assertThat(failure.problems()).hasSize(3).anyMatch(problem -> problem.contains("one.jar"))
                .anyMatch(problem -> problem.contains("damaged.jar"))
                .anyMatch(problem -> problem.contains("two.jar"));
    }

    @Test
    void wantsAnApplicationOnTheClassPath() {
        assertThat(failure(Application.onClassPath(folder.resolve("gone.jar").toString())).getMessage())
                .startsWith("SWELL-225: There is no application").contains("--app");
    }

    @Test
    void tellsWhatIsWrongWithABeansXml() throws IOException {
        Path jar = scoped().file("META-INF/beans.xml", "<beans").jar(folder.resolve("app.jar"));
        assertMessage(jar).startsWith("SWELL-229: '").contains("app.jar/META-INF/beans.xml");
    }

    @Test
    void tellsAllWrongDeclarations() throws IOException {
        Path jar = new Sources().type("Home", """
                @ApplicationScoped public class Home {
                    @Route("/one") private void one(HttpServerExchange exchange) {}
                    @Route("/{a}/{a}") void two(HttpServerExchange exchange) {}
                }""").jar(folder.resolve("app.jar"));
        StartFailure failure = failure(jar);
        assertThat(failure.problems()).hasSize(2)
                .anyMatch(problem -> problem.startsWith("SWELL-100: @Route on app.Home.one"))
                .anyMatch(problem -> problem.startsWith("SWELL-105: @Route on app.Home.two"));
    }

    @Test
    void tellsTheOnlyWrongDeclarationOnce() throws IOException {
        Path jar = new Sources().type("Home", """
                @ApplicationScoped public class Home {
                    @Route("/one") private void one(HttpServerExchange exchange) {}
                }""").jar(folder.resolve("app.jar"));
        assertThat(failure(jar).problems()).singleElement().asString()
                .startsWith("SWELL-100: @Route on app.Home.one");
    }

    @Test
    void tellsUnsatisfiedDependencies() throws IOException {
        Path jar = new Sources().type("Lost", "@ApplicationScoped public class Lost { @Inject Runnable nobody; }")
                .jar(folder.resolve("app.jar"));
        assertMessage(jar).startsWith("WELD-001408: Unsatisfied dependencies for type Runnable")
                .contains("app.Lost.nobody").doesNotContain("\tat ");
    }

    @Test
    void tellsAmbiguousBeans() throws IOException {
        Path one = new Sources()
                .type("A", "@ApplicationScoped public class A implements Runnable { public void run() {} }")
                .jar(folder.resolve("one.jar"));
        Path two = new Sources()
                .type("B", "@ApplicationScoped public class B implements Runnable { public void run() {} }")
                .type("User", "@ApplicationScoped public class User { @Inject Runnable which; }")
                .jar(folder.resolve("two.jar"));
        assertMessage(one, two).startsWith("WELD-001409: Ambiguous dependencies for type Runnable").contains("app.A")
                .contains("app.B").contains("app.User.which");
    }

    @Test
    void namesTheLineOfAnObserverThatFails() throws IOException {
        Path jar = new Sources().type("Starts", """
                @ApplicationScoped public class Starts {
                    void start(@Observes Startup event) { throw new IllegalStateException("no database"); }
                }""").jar(folder.resolve("app.jar"));
        assertMessage(jar).startsWith("SWELL-228: The application failed to start: ").contains("no database")
                .contains("app.Starts.start(Starts.java:");
    }

    @Test
    void tellsAFailureAndItsCause() throws IOException {
        Path jar = new Sources().type("Starts", """
                @ApplicationScoped public class Starts {
                    void start(@Observes Startup event) {
                        throw new IllegalStateException("no prices", new java.io.IOException("no route"));
                    }
                }""").jar(folder.resolve("app.jar"));
        assertMessage(jar)
                .contains("java.lang.IllegalStateException: no prices (java.io.IOException: no route), at app.");
    }

    @Test
    void namesAMissingClass() throws IOException {
        Path library = new Sources().type("Gone", "public class Gone {}").jar(folder.resolve("gone.jar"));
        Path jar = new Sources().uses(library)
                .type("Uses",
                        "@ApplicationScoped public class Uses extends Gone { @Route(\"/\") void go(HttpServerExchange e) {} }")
                .type("Needs", "@ApplicationScoped public class Needs { @Inject Uses uses; }")
                .jar(folder.resolve("app.jar"));
        assertMessage(jar).contains("SWELL-230: app.Uses in '").contains("app/Gone")
                .contains("into the lib folder").contains("SWELL-230: app.Needs in '");
    }

    @Test
    void tellsWrongConfiguration() throws IOException {
        Path jar = scoped().file("application.properties", "swell.http.prot=1\nswell.http.max-body=much")
                .jar(folder.resolve("app.jar"));
        StartFailure failure = failure(jar);
        assertThat(failure.problems()).anyMatch(problem -> problem.startsWith("SWELL-601"))
                .anyMatch(problem -> problem.startsWith("SWELL-600"));
    }

    @Test
    void tellsAMissingConfigurationValue() throws IOException {
        Path jar = new Sources().type("Shop", """
                @ApplicationScoped public class Shop {
                    @Inject @org.eclipse.microprofile.config.inject.ConfigProperty(name = "shop.name") String name;
                }""").jar(folder.resolve("app.jar"));
        assertMessage(jar).contains("shop.name").containsOnlyOnce("SRCFG").doesNotContain("\tat ");
    }

    @Test
    void startsAfterAFailureWithTheSameNumber() throws IOException {
        Path wrong = new Sources().type("Wrong", "@ApplicationScoped public class Wrong { @Inject Runnable nobody; }")
                .jar(folder.resolve("wrong.jar"));
        Path right = scoped().jar(folder.resolve("right.jar"));
        assertThatThrownBy(() -> LaunchedWorker.of(wrong)).isInstanceOf(StartFailure.class);
        try (LaunchedWorker worker = LaunchedWorker.of(right)) {
            assertThat(worker.has("app.Scoped")).isTrue();
            assertThat(((ApplicationLoader) worker.worker().loader()).containerId()).isEqualTo("worker-1");
        }
    }
}
