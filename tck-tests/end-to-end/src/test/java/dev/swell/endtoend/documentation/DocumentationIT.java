package dev.swell.endtoend.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.swell.endtoend.SwellProcess;
import dev.swell.endtoend.documentation.Page.Block;

/** Compiles and runs what the documentation shows. */
class DocumentationIT {

    private static final Path SWELL_JAR = Path.of(System.getProperty("swell.jar"));

    @TempDir
    Path directory;

    @AfterEach
    void removeLink() throws IOException { // or JUnit warns that it leads out of its folder
        Files.deleteIfExists(directory.resolve("swell.jar"));
    }

    static Stream<Page> pages() throws IOException {
        return Page.all(Page.ROOT).stream();
    }

    static Stream<Page> pagesWithTests() throws IOException {
        return pages().filter(page -> !page.tests().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsOnlyWhatCanBeTried(Page page) {
        assertThat(page.unknownKinds()).isEmpty();
        assertThat(page.blocks("java").isEmpty()).as("there is Java, but neither a console nor a test, or the reverse")
                .isEqualTo(page.blocks("console").isEmpty() && page.tests().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void doesWhatItShows(Page page) throws Exception {
        Workspace workspace = Workspace.of(page, directory, SWELL_JAR);
        try (Terminal terminal = new Terminal(page, directory)) {
            if (!page.startsServer() && !page.blocks("console").isEmpty()) {
                workspace.compileApplication("classes");
                terminal.start(List.of("-jar", "swell.jar", "start", "--app", "classes"));
            }
            for (Block block : page.blocks("console")) {
                terminal.play(block);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pagesWithTests")
    void passesTheTestsItShows(Page page) throws Exception {
        Workspace workspace = Workspace.of(page, directory, SWELL_JAR);
        workspace.compileApplication("target/classes");
        workspace.compile(page.tests(), "target/test-classes",
                directory.resolve("target/classes") + File.pathSeparator + System.getProperty("java.class.path"));
        long tests = page.tests().stream().flatMap(block -> block.lines().stream())
                .filter(line -> line.strip().equals("@Test")).count();

        assertThat(TestProcess.run(directory, page.tests().stream().map(Block::qualifiedName).toList()))
                .contains("Succeeded: " + tests + " of " + tests);
    }

    @Test
    void theReadmeStartsTheSampleApplication() throws Exception {
        String command = Page.read(Page.ROOT, Path.of("README.md")).blocks("sh").get(0).text();
        String start = command.substring(command.indexOf("&& java ") + "&& java ".length());
        try (SwellProcess sample = SwellProcess
                .runIn(Page.ROOT, Words.of(start), Map.of("SWELL_STATE_DIR", directory.resolve("state").toString()))
                .awaitServing()) {
            assertThat(new Curl(directory, address -> sample.base() + "/").run(List.of("-i", "http://"), List.of()))
                    .startsWith("HTTP/1.1 200 OK");
        }
    }
}
