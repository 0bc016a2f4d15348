package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.LoggedLines;

class OverlookedTest {

    private static final String AUTH = """
            public class Auth implements HandlerWrapper {
                public HttpHandler wrap(HttpHandler next) { return exchange -> exchange.setStatusCode(401); }
            }""";
    private static final String RESET = """
            public class Reset extends Base { @Inject Reset(Scoped other) {} }""";
    private static final String BASE = """
            public abstract class Base implements Cleaner { public void clean() {} }""";
    private static final String SCOPED = "@ApplicationScoped public class Scoped {}";

    @TempDir
    Path folder;

    private final LoggedLines log = LoggedLines.of("dev.swell.worker");

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void warnsOfMiddlewareAndCleanersWithoutAScope() throws IOException {
        Path jar = new Sources().type("Auth", AUTH).type("Base", BASE).type("Reset", RESET).type("Scoped", SCOPED)
                .jar(folder.resolve("a.jar"));
        start(jar);
        assertThat(log.withId("SWELL-252")).containsExactlyInAnyOrder(
                "SWELL-252: app.Auth in '" + jar.toRealPath()
                        + "' implements HandlerWrapper, but has no scope, so it is "
                        + "never called: add @ApplicationScoped, or @Vetoed if it is meant so",
                "SWELL-252: app.Reset in '" + jar.toRealPath() + "' implements Cleaner, but has no scope, so it is "
                        + "never called: add @ApplicationScoped, or @Vetoed if it is meant so");
    }

    @Test
    void doesNotWarnOfThoseThatAreBeansOrMeantSo() throws IOException {
        start(new Sources().type("Auth", "@ApplicationScoped " + AUTH).type("Base", BASE)
                .type("Reset", "@Vetoed " + RESET).type("Scoped", SCOPED)
                .type("Above", "public class Above implements Cleaner { public void clean() {} }")
                .type("Heir", "@ApplicationScoped public class Heir extends Above {}")
                .type("Made", "public class Made implements Cleaner { public void clean() {} }")
                .type("Maker", """
                        @ApplicationScoped public class Maker {
                            @Produces Made made = new Made();
                            HandlerWrapper local = new HandlerWrapper() {
                                public HttpHandler wrap(HttpHandler next) { return next; }
                            };
                            @Produces HandlerWrapper named() { return new Named("x"); }
                        }""").type("Named", """
                        public class Named implements HandlerWrapper {
                            Named(String name) {}
                            public HttpHandler wrap(HttpHandler next) { return next; }
                        }""").jar(folder.resolve("a.jar")));
        assertThat(log.withId("SWELL-252")).isEmpty();
    }

    @Test
    void doesNotWarnOfVetoedPackages() throws IOException {
        start(new Sources().type("Auth", AUTH).type("Scoped", SCOPED).vetoedPackage()
                .jar(folder.resolve("a.jar")));
        assertThat(log.withId("SWELL-252")).isEmpty();
    }

    @Test
    void doesNotWarnOfLibrariesWithoutBeansXml() throws IOException {
        Path application = Files.createDirectory(folder.resolve("app"));
        new Sources().type("Scoped", SCOPED).jar(application.resolve("app.jar"));
        Path lib = Files.createDirectory(application.resolve("lib"));
        new Sources().type("Auth", AUTH).jar(lib.resolve("plain.jar"));
        new Sources().type("Clears", "public class Clears implements Cleaner { public void clean() {} }")
                .beansXml("annotated").jar(lib.resolve("beans.jar"));
        start(application);
        assertThat(log.withId("SWELL-252")).singleElement().asString().startsWith("SWELL-252: app.Clears in '")
                .contains("beans.jar");
    }

    private static void start(Path path) {
        LaunchedWorker.of(path).close();
    }
}
