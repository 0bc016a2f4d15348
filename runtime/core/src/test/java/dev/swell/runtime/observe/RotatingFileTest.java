package dev.swell.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {

    private static final int MAX_BYTES = 1000;

    @TempDir
    Path folder;

    private Path log() {
        return folder.resolve("swell.log");
    }

    private Path older(int number) {
        return folder.resolve("swell.log." + number);
    }

    private static void write(OutputStream out, String line) throws Exception {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsSoMuchAndNoMore() throws Exception {
        try (RotatingFile file = new RotatingFile(log(), MAX_BYTES)) {
            for (int i = 0; i < 2000; i++) {
                write(file, "line " + i);
            }
        }

        List<String> kept = new ArrayList<>();
        for (int number = RotatingFile.KEPT; number >= 1; number--) {
            assertThat(older(number)).satisfies(path -> assertThat(Files.size(path)).isLessThanOrEqualTo(MAX_BYTES));
            kept.addAll(Files.readAllLines(older(number)));
        }
        kept.addAll(Files.readAllLines(log()));
        assertThat(older(RotatingFile.KEPT + 1)).doesNotExist();
        assertThat(Files.size(log())).isLessThanOrEqualTo(MAX_BYTES);
        assertThat(kept).containsExactlyElementsOf(
                IntStream.range(2000 - kept.size(), 2000).mapToObj(i -> "line " + i).toList()).hasSizeGreaterThan(500);
    }

    @Test
    void countsWhatOthersWriteToTheSameFileAndLetsThemGoOn() throws Exception {
        try (RotatingFile file = new RotatingFile(log(), MAX_BYTES);
                OutputStream jvm = new FileOutputStream(log().toFile(), true)) {
            write(jvm, "a".repeat(900));
            write(file, "b".repeat(200));
            write(jvm, "c");

            assertThat(Files.readAllLines(older(1))).containsExactly("a".repeat(900));
            assertThat(Files.readAllLines(log())).containsExactly("b".repeat(200), "c");
        }
    }

    @Test
    void goesOnWhereThereWasAFile() throws Exception {
        Files.writeString(log(), "before\n");
        try (RotatingFile file = new RotatingFile(log(), MAX_BYTES)) {
            write(file, "after");
        }
        assertThat(Files.readAllLines(log())).containsExactly("before", "after");
    }

    @Test
    void writesALineThatIsLongerThanTheFileMayBe() throws Exception {
        try (RotatingFile file = new RotatingFile(log(), MAX_BYTES)) {
            write(file, "x".repeat(3000));
            write(file, "y");
        }
        assertThat(Files.readAllLines(older(1))).containsExactly("x".repeat(3000));
        assertThat(Files.readAllLines(log())).containsExactly("y");
    }

    @Test
    void staysSmallWhereOlderOnesCannotBeKept() throws Exception {
        Files.createDirectories(older(RotatingFile.KEPT).resolve("in the way"));
        try (RotatingFile file = new RotatingFile(log(), MAX_BYTES)) {
            for (int i = 0; i < 2000; i++) {
                write(file, "line " + i);
            }
        }
        assertThat(Files.readAllLines(log())).anyMatch(line -> line.startsWith("What was here could not be kept: "))
                .endsWith("line 1999");
        assertThat(Files.size(log())).isLessThanOrEqualTo(MAX_BYTES + 200);
    }
}
