package dev.swell.runtime.async.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much is kept of what can't be read. */
class AsideTest {

    @TempDir
    Path folder;

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String keep(Aside aside, int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 1);
        return aside.keep(new Segment(folder, number, length), ByteBuffer.wrap(bytes), 16);
    }

    @Test
    void keepsTheLastFiles() throws Exception {
        Aside aside = new Aside(folder);
        for (int i = 1; i <= 103; i++) {
            keep(aside, i, 1);
        }
        assertThat(kept()).hasSize(100).startsWith("0000000004-16.bytes").endsWith("0000000103-16.bytes");
    }

    @Test
    void keepsOnlySoManyBytes() throws Exception {
        Aside aside = new Aside(folder, 1000);
        for (int i = 1; i <= 4; i++) {
            keep(aside, i, 400);
        }
        assertThat(kept()).containsExactly("0000000003-16.bytes", "0000000004-16.bytes");

        assertThat(keep(aside, 5, 1001)).startsWith("the first 1000 kept in '");
        assertThat(kept()).containsExactly("0000000005-16.bytes");
        assertThat(folder.resolve("0000000005-16.bytes")).hasSize(1000);
    }
}
