package dev.swell.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedJarTest {

    @TempDir
    Path folder;

    private Path jar(String... entries) throws IOException {
        Path jar = folder.resolve("shop.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes());
            }
        }
        return jar;
    }

    @Test
    void hasWhatTheJarHasNow() throws IOException {
        UnpackedJar unpacked = UnpackedJar.of(jar("a/", "a/One.class", "gone"));
        try (unpacked) {
            assertThat(unpacked.directory().resolve("a/One.class")).hasContent("a/One.class");
            assertThat(unpacked.directory().resolve("gone")).exists();

            jar("a/One.class", "two");
            unpacked.refresh();
            assertThat(unpacked.directory().resolve("gone")).doesNotExist();
            assertThat(unpacked.directory().resolve("two")).hasContent("two");
        }
        assertThat(unpacked.directory()).doesNotExist();
    }

    @Test
    void keepsWhatItHasWhileTheJarIsBeingWritten() throws IOException {
        Path jar = jar("one");
        try (UnpackedJar unpacked = UnpackedJar.of(jar)) {
            Files.writeString(jar, "half");

            assertThatThrownBy(unpacked::refresh).isInstanceOf(IOException.class);
            assertThat(unpacked.directory().resolve("one")).exists();
        }
    }

    @Test
    void writesNothingElsewhere() throws IOException {
        assertThatThrownBy(() -> UnpackedJar.of(jar("../../evil"))).isInstanceOf(IOException.class)
                .hasMessage("../../evil leads out of the jar");
    }

    @Test
    void knowsItsJarByAnotherName() throws IOException {
        try (UnpackedJar unpacked = UnpackedJar.of(jar("one"))) {
            assertThat(unpacked.isOf(Files.createSymbolicLink(folder.resolve("current.jar"), unpacked.jar()))).isTrue();
            assertThat(unpacked.isOf(folder.resolve("other.jar"))).isFalse();
        }
    }
}
