package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Compares what all tests were answered on the short way with what RESTEasy answered. Runs when both have run; how often a test
 * asks is its own business, so each request with its answer counts once.
 */
@EnabledIfSystemProperty(named = "test.answers", matches = ".+")
class BothWaysTest {

    private static final Path ANSWERS = Path.of(System.getProperty("test.answers", ""));

    @TestFactory
    Stream<DynamicTest> answersAreTheSame() throws IOException {
        List<Path> recorded;
        try (Stream<Path> files = Files.list(ANSWERS.resolve("library"))) {
            recorded = files.sorted().toList();
        }
        assertThat(recorded).isNotEmpty();
        return recorded.stream().map(library -> DynamicTest.dynamicTest(library.getFileName().toString(),
                () -> assertThat(answers(ANSWERS.resolve("short-way").resolve(library.getFileName())))
                        .containsExactlyElementsOf(answers(library))));
    }

    private static TreeSet<String> answers(Path recording) {
        try {
            return new TreeSet<>(Files.readAllLines(recording));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
