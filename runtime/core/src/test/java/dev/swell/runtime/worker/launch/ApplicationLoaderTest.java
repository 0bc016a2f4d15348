package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationLoaderTest {

    @TempDir
    Path folder;

    @Test
    void eachWorkerHasTheApplicationsJdbcDrivers() throws IOException {
        Path jar = new Sources().type("Connects", """
                @ApplicationScoped public class Connects {
                    @Override public String toString() {
                        try {
                            return java.sql.DriverManager.getDriver("app:db").getClass().getClassLoader().getName();
                        } catch (java.sql.SQLException e) {
                            return e.toString();
                        }
                    }
                }""").type("AppDriver", """
                public class AppDriver implements java.sql.Driver {
                    static {
                        try {
                            java.sql.DriverManager.registerDriver(new AppDriver());
                        } catch (java.sql.SQLException e) {
                            throw new ExceptionInInitializerError(e);
                        }
                    }
                    public java.sql.Connection connect(String url, Properties info) { return null; }
                    public boolean acceptsURL(String url) { return url.startsWith("app:"); }
                    public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return null; }
                    public int getMajorVersion() { return 1; }
                    public int getMinorVersion() { return 0; }
                    public boolean jdbcCompliant() { return false; }
                    public java.util.logging.Logger getParentLogger() { return null; }
                }""").file("META-INF/services/java.sql.Driver", "app.AppDriver").jar(folder.resolve("a.jar"));
        try (LaunchedWorker first = LaunchedWorker.of(1, Application.at(List.of(jar)), Map.of());
                LaunchedWorker second = LaunchedWorker.of(2, Application.at(List.of(jar)), Map.of())) {
            assertThat(first.text("app.Connects")).isEqualTo("worker-1");
            assertThat(second.text("app.Connects")).isEqualTo("worker-2");
        }
    }

    @Test
    void classesThatTheRuntimeHasComeFromThere() throws Exception {
        Path jar = new Sources().type("Scoped", "@ApplicationScoped public class Scoped {}")
                .jar(folder.resolve("app.jar"));
        Path packed = folder.resolve("packed.jar");
        Files.copy(jar, packed);
        addToJar(packed, "dev/swell/http/Route.class");
        addToJar(packed, "io/smallrye/health/SmallRyeHealthReporter.class");
        try (LaunchedWorker worker = LaunchedWorker.of(packed)) {
            assertThat(worker.load("dev.swell.http.Route")).isSameAs(dev.swell.http.Route.class);
            assertThat(worker.has("io.smallrye.health.SmallRyeHealthReporter")).as("not ambiguous").isTrue();
            assertThat(worker.load("app.Scoped").getClassLoader()).isSameAs(worker.worker().loader());
        }
    }

    private static void addToJar(Path jar, String entry) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar);
                InputStream bytes = ApplicationLoaderTest.class.getClassLoader().getResourceAsStream(entry)) {
            Path target = files.getPath(entry);
            Files.createDirectories(target.getParent());
            Files.copy(bytes, target);
        }
    }

    @Test
    void theApplicationsResourcesWinOverTheRuntimes() throws IOException {
        Path jar = new Sources().type("Scoped", "@ApplicationScoped public class Scoped {}")
                .file("META-INF/LICENSE", "mine")
                .file("META-INF/services/org.eclipse.microprofile.config.spi.Converter", "")
                .jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar);
                InputStream found = worker.worker().loader().getResourceAsStream("META-INF/LICENSE")) {
            assertThat(found).hasContent("mine");
            assertThat(worker.worker().loader().getResource("META-INF/beans.xml")).as("the runtime's aren't seen")
                    .isNull();
        }
    }

    @Test
    void codeAsksForTheContainerOfItsOwnWorker() throws Exception {
        Path one = named("one");
        Path two = named("two");
        LaunchedWorker first = LaunchedWorker.of(1, Application.at(List.of(one)), Map.of());
        try (LaunchedWorker second = LaunchedWorker.of(2, Application.at(List.of(two)), Map.of())) {
            try (first) {
                assertThat(first.text("app.Asks")).isEqualTo("one one");
                assertThat(second.text("app.Asks")).isEqualTo("two two");
            }
            assertThat(second.text("app.Asks")).isEqualTo("two two");
        }
    }

    /** It asks on this thread, and on one that doesn't know the worker. */
    private Path named(String name) throws IOException {
        return new Sources().type("Name", """
                @ApplicationScoped public class Name { public String text() { return "%s"; } }""".formatted(name))
                .type("Asks",
                        """
                                @ApplicationScoped public class Asks {
                                    @Override public String toString() {
                                        return ask() + " " + java.util.concurrent.CompletableFuture.supplyAsync(this::elsewhere).join();
                                    }
                                    String elsewhere() {
                                        Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
                                        return ask();
                                    }
                                    static String ask() { return CDI.current().select(Name.class).get().text(); }
                                }""")
                .jar(folder.resolve(name + ".jar"));
    }

    @Test
    void replacingAJarDoesNotDisturbTheWorker() throws IOException {
        Path jar = new Sources().beansXml("all").type("Late", """
                public class Late { @Override public String toString() { return Later.TEXT.strip(); } }""")
                .type("Later", "public class Later { public static final String TEXT = String.valueOf(\" late \"); }")
                .jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            Files.writeString(jar, "half of the next jar");
            assertThat(worker.text("app.Late")).isEqualTo("late");
        }
    }
}
