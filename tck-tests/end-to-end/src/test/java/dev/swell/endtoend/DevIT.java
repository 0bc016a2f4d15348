package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import auction.browser.BrowserPage;
import auction.browser.Chromium;

/** Development mode as developers use it: files are saved, and nothing else is done. */
class DevIT {

    private static final String PAGE = "<!doctype html><title>Shop</title><h1>%s</h1>";

    @TempDir
    Path folder;

    private static String shop(String answer) {
        return """
                @ApplicationScoped
                class Shop {
                    @Inject Prices prices;
                    @Route("/price") void price(HttpServerExchange exchange) {
                        exchange.getResponseSender().send(%s);
                    }
                    @Route("/") void page(HttpServerExchange exchange) throws Exception {
                        exchange.getResponseHeaders().put(io.undertow.util.Headers.CONTENT_TYPE, "text/html");
                        exchange.getResponseHeaders().put(new io.undertow.util.HttpString("Content-Security-Policy"), "default-src 'self'");
                        try (java.io.InputStream page = Shop.class.getResourceAsStream("/page.html")) {
                            exchange.getResponseSender().send(new String(page.readAllBytes()));
                        }
                    }
                }
                """
                .formatted(answer);
    }

    private static TestApplication application() {
        return new TestApplication().with("Shop", shop("\"It costs \" + prices.of()"))
                .with("Prices", "@ApplicationScoped class Prices { int of() { return 1; } }")
                .withFile("page.html", PAGE.formatted("Old"));
    }

    /** As an editor saves it. */
    private Path save(String file, String before, String after) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(before);
        return Files.writeString(path, text.replace(before, after));
    }

    private Path savePrices(String before, String after) throws IOException {
        return save("src/main/java/app/Prices.java", before, after);
    }

    private static void awaitAnswer(SwellProcess swell, String path, String answer) {
        eventually(() -> assertThat(swell.get(path).body()).isEqualTo(answer));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    private static SwellProcess start(Path application) throws IOException {
        return SwellProcess.run("start", "--dev", "--app", application.toString()).awaitServing();
    }

    @Test
    void servesWhatIsSaved() throws Exception {
        try (SwellProcess swell = start(application().project(folder))) {
            assertThat(swell.out()).contains("SWELL-700: Development mode, not for production");
            assertThat(swell.get("/price").body()).isEqualTo("It costs 1");

            savePrices("return 1", "return 2");
            awaitAnswer(swell, "/price", "It costs 2");
            assertThat(swell.out()).contains("SWELL-701: Changed: Prices.java");

            Path added = folder.resolve("src/main/java/app/extra/More.java");
            Files.createDirectories(added.getParent());
            Files.writeString(added, """
                    package app.extra;
                    class More {
                        @dev.swell.http.Route("/more") void more(io.undertow.server.HttpServerExchange exchange) {
                            exchange.getResponseSender().send("more");
                        }
                    }
                    """);
            awaitAnswer(swell, "/more", "more");

            Files.delete(added);
            eventually(() -> assertThat(swell.get("/more").statusCode()).isEqualTo(404));
            assertThat(folder.resolve("target/classes/app/extra/More.class")).doesNotExist();

            save("src/main/resources/page.html", "Old", "New");
            eventually(() -> assertThat(swell.browse("/").body()).contains("<h1>New</h1><script src="));

            assertThat(swell.terminate().awaitExit()).isZero();
            assertThat(swell.leftBehind()).isEmpty();
        }
    }

    @Test
    void servesWhatWasSavedSinceTheBuild() throws Exception {
        Path classes = application().project(folder);
        Path source = savePrices("return 1", "return 2");
        Files.setLastModifiedTime(source, java.nio.file.attribute.FileTime
                .from(Files.getLastModifiedTime(source).toInstant().plusSeconds(2)));
        try (SwellProcess swell = start(classes)) {
            awaitAnswer(swell, "/price", "It costs 2");
        }
    }

    @Test
    void showsWhatDoesNotCompileAndGoesOnWithTheOldCode() throws Exception {
        try (SwellProcess swell = start(application().project(folder))) {
            savePrices("return 1", "return <one>");

            eventually(() -> assertThat(swell.browse("/").statusCode()).isEqualTo(500));
            assertThat(swell.browse("/").body()).contains("The sources don&#39;t compile", "Prices.java:",
                    "return &lt;one&gt;", "<script src=\"/.swell/dev/reload.js?shown=");
            assertThat(swell.out())
                    .containsPattern("SWELL-702: .*\\R    \\S*Prices\\.java:\\d+: error: ");
            assertThat(swell.get("/price").body()).isEqualTo("It costs 1");

            savePrices("return <one>", "return 3");
            awaitAnswer(swell, "/price", "It costs 3");
            eventually(() -> assertThat(swell.browse("/").statusCode()).isEqualTo(200));
        }
    }

    @Test
    void showsWhatDoesNotStartAndGoesOnWithTheOldCode() throws Exception {
        try (SwellProcess swell = start(application().project(folder))) {
            savePrices("int of()", "@Inject java.time.Clock clock; int of()");

            eventually(() -> assertThat(swell.browse("/").body()).contains("The new code doesn&#39;t start",
                    "for type Clock"));
            assertThat(swell.out()).contains("SWELL-654: Worker 2 doesn't take over, worker 1 goes on:");
            assertThat(swell.get("/price").body()).isEqualTo("It costs 1");

            savePrices("@Inject java.time.Clock clock; int of() { return 1", "int of() { return 4");
            awaitAnswer(swell, "/price", "It costs 4");
        }
    }

    @Test
    void servesAJarThatWasReplaced() throws Exception {
        Path jar = application().jar(folder.resolve("shop.jar"));
        try (SwellProcess swell = start(jar)) {
            Path next = application().with("Prices", "@ApplicationScoped class Prices { int of() { return 5; } }")
                    .jar(folder.resolve("next.jar"));
            byte[] bytes = Files.readAllBytes(next);
            Files.write(jar, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);

            awaitAnswer(swell, "/price", "It costs 5");
        }
    }

    @Test
    void compilesTheSourcesOfAJar() throws Exception {
        application().project(folder);
        Path jar = application().jar(folder.resolve("shop.jar"));
        byte[] before = Files.readAllBytes(jar);
        try (SwellProcess swell = SwellProcess.run(
                Map.of("SWELL_DEV_SOURCES", folder.resolve("src/main/java").toString()),
                "start", "--dev", "--app", jar.toString()).awaitServing()) {
            savePrices("return 1", "return 6");
            awaitAnswer(swell, "/price", "It costs 6");
            assertThat(jar).hasBinaryContent(before);

            assertThat(swell.terminate().awaitExit()).isZero();
            assertThat(swell.leftBehind()).isEmpty();
        }
    }

    @Test
    void refusesSourcesThatAreNotThere() throws Exception {
        Path jar = application().jar(folder.resolve("shop.jar"));
        try (SwellProcess swell = SwellProcess.run(Map.of("SWELL_DEV_SOURCES", "srk"), "start", "--dev", "--app",
                jar.toString())) {
            assertThat(swell.awaitExit()).isEqualTo(1);
            assertThat(swell.err()).contains("SWELL-708: swell.dev.sources names ");
        }
    }

    @Test
    void doesNothingOfTheKindOtherwise() throws Exception {
        try (SwellProcess swell = SwellProcess.run("start", "--app", application().project(folder).toString())
                .awaitServing()) {
            assertThat(swell.browse("/").body()).isEqualTo(PAGE.formatted("Old"));
            assertThat(swell.get("/.swell/dev/reload.js").statusCode()).isEqualTo(404);
            assertThat(swell.out()).doesNotContain("SWELL-70");
        }
    }

    @Test
    void thePageInTheBrowserReloadsByItself() throws Exception {
        try (Chromium chromium = Chromium.start(); SwellProcess swell = start(application().project(folder))) {
            BrowserPage page = chromium.open(swell.base());
            page.awaitText("h1", heading -> assertThat(heading).isEqualTo("Old"));

            save("src/main/resources/page.html", "Old", "New");
            page.awaitText("h1", heading -> assertThat(heading).isEqualTo("New"));

            savePrices("return 1", "return one");
            page.awaitText("h1", heading -> assertThat(heading).isEqualTo("The sources don't compile"));
            page.awaitText("pre", errors -> assertThat(errors).contains("Prices.java:", "cannot find symbol"));

            savePrices("return one", "return 7");
            page.awaitText("h1", heading -> assertThat(heading).isEqualTo("New"));
        }
    }
}
