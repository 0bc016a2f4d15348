package dev.swell.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFilesTest {

    @TempDir
    Path folder;
    private Path resources;
    private Path classes;
    private ResourceFiles files;

    @BeforeEach
    void start() throws IOException {
        resources = Files.createDirectory(folder.resolve("resources"));
        classes = Files.createDirectory(folder.resolve("classes"));
        files = new ResourceFiles(new Layout(List.of(), List.of(new Root(resources, classes))));
    }

    @Test
    void copiesWhatIsWrittenAndDeletesWhatIsGone() throws IOException {
        Path page = resources.resolve("page/index.html");
        Path copy = classes.resolve("page/index.html");
        Files.createDirectory(page.getParent());
        Files.writeString(page, "new");
        assertThat(files.copy(Set.of(page))).containsExactly(copy);
        assertThat(copy).hasContent("new");

        Files.writeString(page, "newer");
        files.copy(Set.of(page));
        assertThat(copy).hasContent("newer");

        Files.delete(page);
        assertThat(files.copy(Set.of(page))).containsExactly(copy);
        assertThat(copy).doesNotExist();
        assertThat(files.copy(Set.of(page))).isEmpty();
    }

    @Test
    void tellsWhatWasEditedSinceTheBuildFromWhatTheBuildHasChanged() throws IOException {
        Path edited = write("edited", "new", "old", 60);
        Path filtered = write("filtered", "${version}", "1.4.2", -60);
        write("same", "text", "text", 60);
        Files.writeString(resources.resolve("not-packed"), "text");

        assertThat(files.learn()).containsExactly(edited);
        assertThat(files.copy(Set.of(filtered))).isEmpty();
        assertThat(classes.resolve("filtered")).hasContent("1.4.2");
    }

    private Path write(String name, String text, String copied, int secondsLater) throws IOException {
        Files.writeString(classes.resolve(name), copied);
        Path file = Files.writeString(resources.resolve(name), text);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(secondsLater)));
    }
}
