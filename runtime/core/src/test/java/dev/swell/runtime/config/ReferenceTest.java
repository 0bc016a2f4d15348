package dev.swell.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final Path REFERENCE = Path.of("../../docs/reference.md");

    @Test
    void describesEachKeyAsTheTableDoes() throws Exception {
        List<String> rows = Keys.all().stream().map(ReferenceTest::row).toList();

        assertThat(Files.readAllLines(REFERENCE)).filteredOn(line -> line.startsWith("| `swell."))
                .containsExactlyElementsOf(rows);
    }

    private static String row(Key<?> key) {
        String unset = key.defaultText().isEmpty() ? "–" : "`" + key.defaultText() + "`";
        return "| `" + key.name().replace("*", "x") + "` | " + unset + " | " + key.meaning()
                + (key.fixed() ? "; a change takes a restart | " : " | ")
                + key.form().allowed().replace('\'', '`') + " |";
    }
}
