package dev.swell.runtime.async.journal;

import static dev.swell.runtime.async.journal.TestTasks.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalProcessTest {

    private static final int KILLS = 6;
    private static final int MOST_LINES = 3000;

    @TempDir
    Path folder;

    private List<StoredTask> reopened() {
        try (Journal journal = Journal.open(folder, WritingProcess.MAX_BYTES)) {
            return journal.recover();
        }
    }

    @Test
    void losesNothingWhenItsProcessIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Character, Set<String>> said = Map.of('+', new HashSet<>(), '~', new HashSet<>(), '-', new HashSet<>());
        for (int kill = 0; kill < KILLS; kill++) {
            writeAndKill(random.nextInt(MOST_LINES), said);

            Set<String> expected = new HashSet<>(said.get('+'));
            expected.removeAll(said.get('~'));
            List<String> found = ids(reopened());
            assertThat(found).as("kill %d, seed %d: lost", kill, seed).containsAll(expected).doesNotHaveDuplicates();
            assertThat(found).as("kill %d, seed %d: came back", kill, seed)
                    .doesNotContainAnyElementsOf(said.get('-'));
        }
    }

    private void writeAndKill(int afterLines, Map<Character, Set<String>> said) throws Exception {
        try (WritingProcess writing = WritingProcess.start(folder, "churn")) {
            String line = writing.line();
            for (int i = 0; line != null; i++) {
                if (i == afterLines) {
                    writing.kill(); // what it has said before is still read
                }
                said.get(line.charAt(0)).add(line.substring(1));
                line = writing.line();
            }
        }
    }

    @Test
    void isForOneProcessAtATime() throws Exception {
        try (WritingProcess other = WritingProcess.start(folder, "open")) {
            assertThat(other.line()).isEqualTo("open");

            assertThatThrownBy(this::reopened).isInstanceOf(JournalFailure.class).hasMessage(
                    "SWELL-780: The journal of tasks in state directory '" + folder
                            + "' is used by another process: stop it, or give this one another directory by --state-dir");
        }

        assertThat(reopened()).as("the system has let go of the lock").isEmpty();
    }

    @Test
    void goesOnWhenThereIsRoomAgain() throws Exception {
        List<String> kept = new ArrayList<>();
        try (WritingProcess writing = WritingProcess.start(folder, "fill", "prlimit", "--fsize=50000:unlimited")) {
            String refusal = readUntilRefused(writing, kept);
            assertThat(refusal).isEqualTo("!SWELL-785: The journal of tasks in '" + folder.resolve("tasks")
                    + "' can't be written: File too large: see to the disk; the task was not kept");
            assertThat(kept).hasSizeBetween(40, 50);
            writing.tell("try again");
            assertThat(readUntilRefused(writing, kept)).as("nothing has changed").isEqualTo(refusal);

            new ProcessBuilder("prlimit", "--fsize=100000:unlimited", "--pid=" + writing.pid()).start().waitFor();
            writing.tell("try again");
            readUntilRefused(writing, kept);
            assertThat(kept).hasSizeBetween(80, 100);
        }

        assertThat(ids(reopened())).isEqualTo(kept);
    }

    private static String readUntilRefused(WritingProcess writing, List<String> kept) throws IOException {
        String line = writing.line();
        while (line.startsWith("+")) {
            kept.add(line.substring(1));
            line = writing.line();
        }
        return line;
    }
}
