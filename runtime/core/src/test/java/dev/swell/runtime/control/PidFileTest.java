package dev.swell.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidFileTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("swell.pid");
    }

    @Test
    void saysWhatWasWritten() throws Exception {
        PidFile.ofThisProcess().write(file());

        assertThat(Files.readAllLines(file()).get(0)).isEqualTo(String.valueOf(ProcessHandle.current().pid()));
        assertThat(PidFile.read(file())).contains(PidFile.ofThisProcess());
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4711", "4711\n", "abc\n2026-01-01T00:00:00Z\n", "4711\nyesterday\n",
            "4711\n2026-01-01T00:00:00Z\nmore\n", "99999999999999999999\n2026-01-01T00:00:00Z\n",
            "\u0000\ufffd\n\u0000"})
    void saysNothingIfItIsSomethingElse(String text) throws Exception {
        Files.writeString(file(), text);
        assertThat(PidFile.read(file())).isEmpty();
    }

    @Test
    void saysNothingIfItIsNoFileOrTooLong() throws Exception {
        assertThat(PidFile.read(file())).isEmpty();
        Files.createDirectory(file());
        assertThat(PidFile.read(file())).isEmpty();
        Files.delete(file());
        Files.writeString(file(), "4711\n2026-01-01T00:00:00Z\n" + " ".repeat(5000));
        assertThat(PidFile.read(file())).isEmpty();
    }

    @Test
    void isDeletedOnlyByWhomItIsOf() throws Exception {
        PidFile other = new PidFile(1, Instant.EPOCH);
        other.write(file());

        PidFile.ofThisProcess().delete(file());
        assertThat(file()).exists();
        other.delete(file());
        assertThat(file()).doesNotExist();
        other.delete(file());
    }
}
