package dev.swell.runtime.async.journal;

import static dev.swell.runtime.async.journal.TestTasks.LIMITS;
import static dev.swell.runtime.async.journal.TestTasks.ids;
import static dev.swell.runtime.async.journal.TestTasks.reopened;
import static dev.swell.runtime.async.journal.TestTasks.segments;
import static dev.swell.runtime.async.journal.TestTasks.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.LoggedLines;

class JournalDamageTest {

    private static final int TASKS = 4;

    @TempDir
    Path folder;

    private byte[] whole;
    private final List<Integer> starts = new ArrayList<>();

    private final Logger logger = Logger.getLogger("dev.swell.async");

    @AfterEach
    void speakAgain() {
        logger.setUseParentHandlers(true);
    }

    @BeforeEach
    void fill() throws IOException {
        logger.setUseParentHandlers(false); // there will be many warnings
        Path written = folder.resolve("written");
        try (Journal journal = FileJournal.open(written, LIMITS)) {
            for (int i = 0; i < TASKS; i++) {
                journal.add(task("t" + i));
            }
        }
        whole = Files.readAllBytes(segments(written).get(0));
        ByteBuffer bytes = ByteBuffer.wrap(whole);
        int position = Segment.HEADER;
        while (position < whole.length) {
            starts.add(position);
            position += JournalRecord.lengthAt(bytes, position);
        }
        assertThat(starts).hasSize(TASKS);
    }

    private Path journal(String name, byte[]... contents) throws IOException {
        Path state = folder.resolve(name);
        Files.createDirectories(state.resolve("tasks"));
        for (int i = 0; i < contents.length; i++) {
            Files.write(state.resolve("tasks/%010d.journal".formatted(i + 1)), contents[i]);
        }
        return state;
    }

    private int recordAt(int position) {
        int record = -1;
        for (int start : starts) {
            record += start <= position ? 1 : 0;
        }
        return record;
    }

    private byte[] flipped(int position, int bit) {
        byte[] bytes = whole.clone();
        bytes[position] ^= (byte) (1 << bit);
        return bytes;
    }

    private static List<String> allBut(int lost) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            if (i != lost) {
                ids.add("t" + i);
            }
        }
        return ids;
    }

    @Test
    void keepsAllThatStandsBeforeATornEnd() throws Exception {
        for (int length = 0; length < whole.length; length++) {
            Path state = journal("cut" + length, Arrays.copyOf(whole, length));
            int end = length;
            List<String> expected = allBut(-1).subList(0,
                    (int) starts.stream().skip(1).filter(start -> start <= end).count());

            try (Journal journal = FileJournal.open(state, LIMITS)) {
                assertThat(ids(journal.recover())).as("cut at %d", length).isEqualTo(expected);
                journal.add(task("new"));
            }
            assertThat(ids(reopened(state))).as("cut at %d", length).hasSize(expected.size() + 1).endsWith("new");
        }
    }

    @Test
    void losesNothingButTheRecordThatABitIsFlippedIn() throws Exception {
        for (int position = 0; position < whole.length; position++) {
            Path state = journal("flip" + position, flipped(position, position % 8));

            try (Journal journal = FileJournal.open(state, LIMITS)) {
                assertThat(ids(journal.recover())).as("flip at %d", position).isEqualTo(allBut(recordAt(position)));
                journal.add(task("new"));
            }
            assertThat(ids(reopened(state))).as("flip at %d", position).startsWith(allBut(recordAt(position))
                    .toArray(String[]::new)).endsWith("new");
        }
    }

    @Test
    void saysWhereATornEndWasCutOff() throws Exception {
        int length = whole.length - 7;
        Path state = journal("torn", Arrays.copyOf(whole, length));

        try (LoggedLines logged = LoggedLines.of("dev.swell.async")) {
            reopened(state);
            reopened(state);

            int start = starts.get(TASKS - 1);
            assertThat(logged.withId("SWELL-790")).as("once").hasSize(1).first().asString()
                    .startsWith("SWELL-790: The end of '" + segments(state).get(0) + "', " + (length - start)
                            + " bytes from "
                            + start + " on, ");
            assertThat(logged.withId("SWELL-791")).isEmpty();
        }
        assertThat(segments(state).get(0)).hasSize(starts.get(TASKS - 1));
    }

    @Test
    void saysWhatIsDamagedAndKeepsTheBytes() throws Exception {
        byte[] bytes = flipped(starts.get(2) - 3, 4); // in the payload of the second
        Path state = journal("damaged", bytes);

        try (LoggedLines logged = LoggedLines.of("dev.swell.async")) {
            reopened(state);

            int start = starts.get(1);
            int length = starts.get(2) - start;
            Path kept = state.resolve("tasks/damaged/0000000001-" + start + ".bytes");
            assertThat(logged.withId("SWELL-791")).hasSize(1).first().asString().isEqualTo("SWELL-791: '"
                    + state.resolve("tasks/0000000001.journal") + "' is damaged: " + length + " bytes from " + start
                    + " on can't be read and are left out, all others hold. It was perhaps task 't1' of 'shop.CloseLot', or "
                    + "how far that had got. The bytes: kept in '" + kept + "'");
            assertThat(kept).hasBinaryContent(Arrays.copyOfRange(bytes, start, start + length));
        }
    }

    @Test
    void clearsDamagedFilesAway() throws Exception {
        Path state = journal("cleared", whole, flipped(starts.get(2), 1), new byte[0]);

        try (LoggedLines logged = LoggedLines.of("dev.swell.async")) {
            try (Journal journal = FileJournal.open(state, LIMITS)) {
                assertThat(journal.recover()).hasSize(TASKS);
                await().until(() -> segments(state).size() == 1);
            }
            assertThat(ids(reopened(state))).isEqualTo(allBut(-1));
            assertThat(logged.withId("SWELL-791")).as("once").hasSize(1);
        }
    }

    @Test
    void readsOnWhereTheHeaderIsDamaged() throws Exception {
        Path state = journal("header", flipped(3, 0));

        try (LoggedLines logged = LoggedLines.of("dev.swell.async")) {
            assertThat(ids(reopened(state))).isEqualTo(allBut(-1));
            assertThat(logged.withId("SWELL-792")).hasSize(1);
        }
    }

    @Test
    void cutsOffZerosThatTheSystemHasLeft() throws Exception {
        Path state = journal("zeros", Arrays.copyOf(whole, whole.length + 5000));

        try (LoggedLines logged = LoggedLines.of("dev.swell.async")) {
            assertThat(ids(reopened(state))).isEqualTo(allBut(-1));
            assertThat(logged.withId("SWELL-790")).hasSize(1).first().asString().contains("5000 bytes").contains(
                    "all of them 0");
        }
        assertThat(state.resolve("tasks/damaged")).doesNotExist();
    }

    @Test
    void findsTheNextRecordAfterManyBytesOfRubbish() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(whole.length + 100_000);
        bytes.put(whole, 0, starts.get(3));
        new Random(7).ints(100_000).forEach(random -> bytes.put((byte) random));
        bytes.put(whole, starts.get(3), whole.length - starts.get(3));

        assertThat(ids(reopened(journal("rubbish", bytes.array())))).isEqualTo(allBut(-1));
    }

    @Test
    void takesNoRecordFromInsideAPayload() throws Exception {
        byte[] hidden = JournalRecord.stands(task("hidden"), 1).encoded();
        StoredTask carrier = new StoredTask("carrier", false, "shop.Import",
                new String(hidden, UTF_8)
                        .getBytes(UTF_8),
                0, 1, 0, 1, 0, "", false, "");
        byte[] bytes = JournalRecord.stands(carrier, 1).encoded();
        bytes[5] ^= 1; // the length, so that the next record is looked for from here on
        ByteBuffer file = ByteBuffer.allocate(Segment.HEADER + bytes.length).put(Segment.header(1)).put(bytes);

        assertThat(reopened(journal("hidden", file.array()))).isEmpty();
    }
}
