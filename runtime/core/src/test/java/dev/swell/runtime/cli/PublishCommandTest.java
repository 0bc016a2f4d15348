package dev.swell.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.config.Keys;

class PublishCommandTest {

    private static final List<String> FILES = List.of("apache.conf", "application.properties", "nginx.conf",
            "supervisord.conf", "swell.service");

    @TempDir
    Path folder;

    private final PrintStream outBefore = System.out;
    private final PrintStream errBefore = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void redirect() {
        System.setOut(new PrintStream(out, true));
        System.setErr(new PrintStream(err, true));
    }

    @AfterEach
    void restore() {
        System.setOut(outBefore);
        System.setErr(errBefore);
    }

    private Path target() {
        return folder.resolve("deploy");
    }

    private int publish(String... options) {
        return SwellCommand.run(
                Stream.concat(Stream.of("publish", "--to", target().toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesAllFilesAndSaysSo() throws Exception {
        assertThat(publish()).as(err.toString()).isZero();

        assertThat(names(target())).isEqualTo(FILES);
        assertThat(out.toString().lines()).containsExactlyElementsOf(
                FILES.stream().map(name -> "Wrote " + target().resolve(name)).toList());
        for (String name : FILES) {
            assertThat(Files.readString(target().resolve(name))).doesNotContain("${");
        }
        assertThat(Files.readString(target().resolve("swell.service")))
                .contains("WorkingDirectory=" + Path.of("").toAbsolutePath(),
                        System.getProperty("java.home") + "/bin/java");
        assertThat(Files.readString(target().resolve("nginx.conf"))).contains("127.0.0.1:8080", "$http_upgrade");
    }

    @Test
    void writesAConfigurationThatChangesNothingAndHasAllKeys() throws Exception {
        assertThat(publish()).isZero();
        Path file = target().resolve("application.properties");
        List<String> lines = Files.readAllLines(file);

        assertThat(lines).allMatch(line -> line.isEmpty() || line.startsWith("#"));
        List<String> keys = lines.stream().filter(line -> line.startsWith("#swell.")).map(line -> line.substring(1))
                .toList();
        assertThat(keys).hasSize(Keys.all().size());
        Files.write(file, keys.stream().filter(key -> !key.startsWith("swell.state-dir")).toList());
        String bean = "dev/swell/runtime/cli/InfoCommandTest$Bean.class";
        Files.createDirectories(target().resolve(bean).getParent());
        Files.copy(Path.of("target/test-classes", bean), target().resolve(bean));
        assertThat(SwellCommand.run("info", "--app", target().toString())).as(err.toString()).isZero();
    }

    @Test
    void overwritesNothingUnlessTold() throws Exception {
        Files.createDirectories(target());
        Files.writeString(target().resolve("nginx.conf"), "mine");

        assertThat(publish()).isEqualTo(1);
        assertThat(err.toString()).contains("SWELL-017", target().resolve("nginx.conf").toString(), "--force")
                .doesNotContain("apache");
        assertThat(names(target())).containsExactly("nginx.conf");
        assertThat(target().resolve("nginx.conf")).hasContent("mine");

        assertThat(publish("--force")).isZero();
        assertThat(names(target())).isEqualTo(FILES);
        assertThat(Files.readString(target().resolve("nginx.conf"))).contains("upstream");
    }

    @Test
    void writesAllOrNothing() throws Exception {
        Files.createDirectories(target().resolve("swell.service/in the way"));

        assertThat(publish("--force")).isEqualTo(1);
        assertThat(names(target())).containsExactly("swell.service");

        Files.delete(target().resolve("swell.service/in the way"));
        Files.delete(target().resolve("swell.service"));
        Files.createDirectories(target().resolve(".swell.service.draft/in the way"));
        assertThat(publish()).isEqualTo(1);
        assertThat(err.toString()).contains("SWELL-018");
        assertThat(names(target())).containsExactly(".swell.service.draft");
    }

    @Test
    void needsToKnowWhere() {
        assertThat(SwellCommand.run("publish")).isEqualTo(2);
        assertThat(err.toString()).contains("--to=DIR");
    }
}
