package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyFolderTest {

    @TempDir
    private Path parent;

    /** Another process: makes a folder with something in it, says so, and waits to be killed. */
    static final class Other {

        private Other() {}

        public static void main(String[] args) throws IOException {
            CopyFolder folder = CopyFolder.make(Path.of(args[0]), 1);
            Files.createDirectories(folder.path().resolve("0-app/classes"));
            Files.writeString(folder.path().resolve("0-app/classes/A.class"), "");
            Files.createSymbolicLink(folder.path().resolve("0-app/link"), Path.of(args[1]));
            System.out.println(folder.path());
            System.in.read();
        }
    }

    private Process start(Path linked) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Other.class.getName(), parent.toString(), linked.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isDeletedByTheNextProcessAfterThisOneWasKilled(@TempDir Path elsewhere) throws Exception {
        Path kept = Files.writeString(elsewhere.resolve("kept"), "");
        Process other = start(elsewhere);
        try {
            Path left = Path.of(other.inputReader().readLine());
            try (CopyFolder first = CopyFolder.make(parent, 1)) {
                assertThat(left.resolve("0-app/classes/A.class")).exists(); // its process lives
                kill(other);
                try (CopyFolder second = CopyFolder.make(parent, 1)) {
                    assertThat(left).doesNotExist();
                    assertThat(kept).exists();
                    assertThat(first.path()).exists();
                    assertThat(second.path()).exists();
                }
            }
            assertThat(parent).isEmptyDirectory();
        } finally {
            kill(other);
        }
    }

    @Test
    void leavesAloneWhatIsNotACopy(@TempDir Path elsewhere) throws IOException {
        Path other = Files.createDirectory(parent.resolve("swell-worker-notes"));
        Files.writeString(elsewhere.resolve(".lock"), "");
        Path link = Files.createSymbolicLink(parent.resolve("swell-worker-1-1-1-link"), elsewhere);
        Path file = Files.writeString(parent.resolve("swell-worker-1-1-1-file"), "");
        CopyFolder.make(parent, 1).close();
        assertThat(parent).isDirectoryContaining(other::equals).isDirectoryContaining(link::equals)
                .isDirectoryContaining(file::equals);
        assertThat(elsewhere.resolve(".lock")).exists();
    }

    @Test
    void keepsItsLockWhileOthersOfTheSameProcessComeAndGo() throws Exception {
        try (CopyFolder first = CopyFolder.make(parent, 1)) {
            CopyFolder.make(parent, 2).close();
            Process other = start(parent);
            try {
                other.inputReader().readLine();
                assertThat(first.path()).exists();
            } finally {
                kill(other);
            }
        }
    }
}
