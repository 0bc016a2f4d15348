package dev.swell.endtoend.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

import dev.swell.endtoend.documentation.Page.Block;

/** Checks what the documentation refers to: other pages, messages, commands. */
class ReferencesIT {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>dev.swell</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>");
    private static final Pattern MESSAGE = Pattern.compile("^\\| SWELL-(\\d{3}): ([^|]*?) \\|");

    static Stream<Page> pages() throws IOException {
        return Page.all(Page.ROOT).stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksToWhatExists(Page page) throws IOException {
        Path here = Page.ROOT.resolve(page.path());
        Matcher link = LINK.matcher(Files.readString(here));
        while (link.find()) {
            Path target = link.group(1).isEmpty() ? here : here.resolveSibling(link.group(1));
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as("headings of %s", target).contains(link.group(2));
            }
        }
    }

    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void quotesMessagesAsTheyAre(Page page) throws IOException {
        Declared messages = Declared.of(Page.ROOT);
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(Page.ROOT.resolve(page.path()))) {
            Matcher message = MESSAGE.matcher(line);
            if (message.find() && !messages.has(Integer.parseInt(message.group(1)), message.group(2))) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void dependsOnArtifactsThatExist(Page page) throws Exception {
        for (Block block : page.blocks("xml")) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(block.text())));
            List<String> artifacts = DEPENDENCY.matcher(block.text()).results()
                    .map(dependency -> dependency.group(1) + " " + dependency.group(2)).toList();
            assertThat(artifacts).isNotEmpty().isSubsetOf(artifacts());
        }
    }

    private static List<String> artifacts() throws IOException {
        String parent = Files.readString(Page.ROOT.resolve("pom.xml"));
        Matcher version = Pattern.compile("<version>(.*?)</version>").matcher(parent);
        assertThat(version.find()).isTrue();
        return Pattern.compile("<groupId>dev.swell</groupId>\\s*<artifactId>(.*?)</artifactId>").matcher(parent)
                .results()
                .map(managed -> managed.group(1) + " " + version.group(1)).toList();
    }

    @Test
    void describesEachMetric() throws IOException {
        String page = Files.readString(Page.ROOT.resolve("docs/observability.md"));

        assertThat(Declared.of(Page.ROOT).metrics()).isNotEmpty()
                .allMatch(metric -> page.contains("| `" + metric));
    }

    @Test
    void theIndexNamesEachPage() throws IOException {
        String index = Files.readString(Page.ROOT.resolve("docs/index.md"));

        assertThat(pages().map(page -> page.path().getFileName().toString())
                .filter(name -> !List.of("README.md", "index.md").contains(name)))
                .isNotEmpty().allMatch(name -> index.contains("](" + name + ")"));
    }

    @Test
    void continuousIntegrationRunsTheTestCommandOfTheReadme() throws IOException {
        List<String> commands = Page.read(Page.ROOT, Path.of("README.md")).blocks("sh").stream()
                .map(block -> block.text().strip()).toList();

        assertThat(commands).hasSize(2);
        assertThat(Files.readString(Page.ROOT.resolve(".ci/run"))).contains(" " + commands.get(1) + " ");
    }
}
