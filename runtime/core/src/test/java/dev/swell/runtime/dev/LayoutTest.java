package dev.swell.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.config.DevSettings;

class LayoutTest {

    private static final Supplier<Path> NOT_NEEDED = () -> {
        throw new AssertionError("asked for");
    };

    @TempDir
    Path folder;

    private Path directory(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static DevSettings sources(Path... directories) {
        return new DevSettings(List.of(), List.of(), List.of(), Optional.of(List.of(directories)), Optional.empty(),
                List.of());
    }

    @Test
    void knowsWhereMavenHasThem() throws IOException {
        Path sources = directory("shop/src/main/java");
        Path resources = directory("shop/src/main/resources");
        Path classes = directory("shop/target/classes");
        directory("tax/target/classes");

        Layout layout = Layout.of(DevSettings.defaults(), List.of(classes, folder.resolve("tax/target/classes")),
                NOT_NEEDED);

        assertThat(layout.sources()).containsExactly(new Root(sources, classes));
        assertThat(layout.resources()).containsExactly(new Root(resources, classes));
    }

    @Test
    void knowsWhereGradleHasThem() throws IOException {
        Path sources = directory("src/main/java");
        Path resources = directory("src/main/resources");
        Path classes = directory("build/classes/java/main");
        Path copied = directory("build/resources/main");

        Layout layout = Layout.of(DevSettings.defaults(), List.of(classes, copied), NOT_NEEDED);

        assertThat(layout.sources()).containsExactly(new Root(sources, classes));
        assertThat(layout.resources()).containsExactly(new Root(resources, copied));
    }

    @Test
    void takesWhatIsConfigured() throws IOException {
        Path guessed = directory("src/main/java");
        Path other = directory("src/generated");
        Path classes = directory("target/classes");
        Path first = directory("first");

        assertThat(Layout.of(sources(other, guessed), List.of(first, classes), () -> first).sources())
                .containsExactly(new Root(other, first), new Root(guessed, classes));
        assertThat(Layout.of(sources(), List.of(classes), NOT_NEEDED).sources()).isEmpty();
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> Layout.of(sources(folder.resolve("srk")), List.of(), NOT_NEEDED))
                .hasMessage("SWELL-708: swell.dev.sources names " + folder.resolve("srk")
                        + ", which is no directory: correct it");
    }

    @Test
    void tellsSourcesFromOtherFiles() throws IOException {
        Root root = new Root(directory("src"), directory("classes"));
        Layout layout = new Layout(List.of(root), List.of());

        assertThat(layout.sourceRoot(folder.resolve("src/app/Shop.java"))).contains(root);
        assertThat(layout.sourceRoot(folder.resolve("src/app/Shop.java.orig"))).isEmpty();
        assertThat(layout.sourceRoot(folder.resolve("src/module-info.java"))).isEmpty();
        assertThat(layout.sourceRoot(folder.resolve("source/Shop.java"))).isEmpty();
    }
}
