package dev.swell.runtime.async.journal;

import static dev.swell.runtime.async.journal.TestTasks.LIMITS;
import static dev.swell.runtime.async.journal.TestTasks.bytes;
import static dev.swell.runtime.async.journal.TestTasks.ids;
import static dev.swell.runtime.async.journal.TestTasks.reopened;
import static dev.swell.runtime.async.journal.TestTasks.segments;
import static dev.swell.runtime.async.journal.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private Journal open() {
        return FileJournal.open(folder, LIMITS);
    }

    @Test
    void givesBackWhatAnEarlierProcessHasLeft() {
        StoredTask full = new StoredTask("1", true, "shop.Sold", new byte[]{0, -1, 'x'}, 2, 5, 250, 1.5, 99,
                "shop.Mail.sold",
                false, "no answer – timeout");
        try (Journal journal = open()) {
            assertThat(journal.recover()).isEmpty();
            journal.add(full);
        }

        assertThat(reopened(folder)).hasSize(1).first().usingRecursiveComparison().isEqualTo(full);
    }

    @Test
    void givesBackTheOldestFirst() {
        try (Journal journal = open()) {
            for (int i = 0; i < 20; i++) {
                journal.add(task("a" + i));
            }
            journal.progress("a0", 1, 5, "", "later");
        }
        try (Journal journal = open()) {
            assertThat(ids(journal.recover())).startsWith("a0", "a1", "a2").hasSize(20);
            assertThat(journal.recover()).as("held only until they are given").isEmpty();
            journal.add(task("b"));
        }

        assertThat(ids(reopened(folder))).startsWith("a0", "a1").endsWith("a19", "b");
    }

    @Test
    void keepsHowFarATaskHasGot() {
        try (Journal journal = open()) {
            journal.add(task("1"));
            journal.add(task("2"));
            journal.progress("1", 1, 1234, "shop.Mail.sold", "no answer");
            journal.dead("2", 3, "", "x".repeat(100_000));
        }

        List<StoredTask> tasks = reopened(folder);

        StoredTask first = tasks.get(0);
        assertThat(first.tries()).isEqualTo(1);
        assertThat(first.dueMillis()).isEqualTo(1234);
        assertThat(first.step()).isEqualTo("shop.Mail.sold");
        assertThat(first.failure()).isEqualTo("no answer");
        assertThat(first.payload()).isEqualTo(task("1").payload());
        assertThat(tasks.get(1).dead()).isTrue();
        assertThat(tasks.get(1).tries()).isEqualTo(3);
        assertThat(tasks.get(1).failure()).as("cut").hasSize(4000);
    }

    @Test
    void hasADeadOneTriedAgain() {
        try (Journal journal = open()) {
            journal.add(task("1"));
            journal.dead("1", 3, "", "no answer");
            journal.progress("1", 0, 77, "", "");
            await().until(() -> journal.figures().dead() == 0);
        }

        assertThat(reopened(folder)).hasSize(1).first().satisfies(task -> {
            assertThat(task.dead()).isFalse();
            assertThat(task.tries()).isZero();
        });
    }

    @Test
    void forgetsWhatIsRemoved() {
        try (Journal journal = open()) {
            journal.add(task("1"));
            journal.add(task("2"));
            journal.progress("1", 1, 1234, "", "no answer");
            journal.remove("1");
            journal.remove("never there");
            journal.progress("1", 2, 1234, "", "comes too late");
            journal.dead("1", 2, "", "comes too late");
        }

        assertThat(ids(reopened(folder))).containsExactly("2");
    }

    @Test
    void writesWithoutCompanyWhatNobodyWaitsFor() {
        try (Journal journal = open()) {
            journal.add(task("1"));
            journal.remove("1");

            await().until(() -> journal.figures().tasks() == 0);
        }
    }

    @Test
    void isForThisUserOnly() throws Exception {
        try (Journal journal = open()) {
            journal.add(task("1"));
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tasks"))))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder.resolve("tasks"))) {
            assertThat(files).hasSize(2).allSatisfy(
                    file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void makesTheDirectoriesAboveItForThisUserOnlyToo() throws Exception {
        FileJournal.open(folder.resolve("state/of/it"), LIMITS).close();

        for (String made : List.of("state", "state/of", "state/of/it", "state/of/it/tasks")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(made))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isForOneAtATime() {
        try (Journal journal = open()) {
            assertThatThrownBy(this::open).isInstanceOf(JournalFailure.class)
                    .hasMessageStartingWith(
                            "SWELL-780: The journal of tasks in state directory '" + folder + "' is used");
            journal.add(task("1"));
        }
        open().close();
    }

    @Test
    void refusesWhenItIsFullAndGoesOnWhenItIsNot() {
        int kept = 0;
        try (Journal journal = open()) {
            IllegalStateException refusal = null;
            while (refusal == null) {
                try {
                    journal.add(task("t" + kept, "x".repeat(1000)));
                    kept++;
                } catch (IllegalStateException e) {
                    refusal = e;
                }
            }
            assertThat(refusal).hasMessageStartingWith("SWELL-783: The journal of tasks is full").hasMessageContaining(
                    "400000");
            assertThat(kept).isBetween(300, 400);
            assertThat(journal.figures().liveBytes()).isBetween(398_000L, 400_000L);

            journal.remove("t0");
            await().untilAsserted(() -> journal.add(task("last", "x".repeat(1000))));
        }

        assertThat(ids(reopened(folder))).hasSize(kept).doesNotContain("t0").endsWith("last");
    }

    @Test
    void refusesWhatIsTooLongAlone() {
        try (Journal journal = open()) {
            assertThatIllegalStateException().isThrownBy(() -> journal.add(task("1", "x".repeat(500_000))))
                    .withMessageStartingWith("SWELL-784: The task is too long for the journal: 5000");
        }
    }

    @Test
    void refusesWhenItIsClosed() {
        Journal journal = open();
        journal.close();

        assertThatIllegalStateException().isThrownBy(() -> journal.add(task("1"))).withMessageStartingWith("SWELL-786");
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() throws Exception {
        try (Journal journal = open()) {
            journal.add(task("1"));
        }
        Path segment = segments(folder).get(0);
        byte[] newer = Files.readAllBytes(segment);
        System.arraycopy(Segment.header(2).array(), 0, newer, 0, Segment.HEADER);
        Files.write(segment, newer);

        assertThatThrownBy(this::open).isInstanceOf(JournalFailure.class).hasMessage("SWELL-782: '" + segment
                + "' was written by a newer version of Swell: it has format 2, and this version knows those up to 1. "
                + "Start the newer version, or move the file away to start without the tasks in it");
        assertThat(Files.readAllBytes(segment)).as("left alone").isEqualTo(newer);
    }

    @Test
    void saysWhatIsWrongWithItsPlace() throws Exception {
        Files.writeString(folder.resolve("tasks"), "a file");

        assertThatThrownBy(this::open).isInstanceOf(JournalFailure.class)
                .hasMessageStartingWith(
                        "SWELL-781: The journal of tasks in '" + folder.resolve("tasks") + "' can't be opened");
    }

    @Test
    void keepsATaskThoughItsThreadIsInterrupted() {
        try (Journal journal = open()) {
            Thread.currentThread().interrupt();
            journal.add(task("1"));

            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(ids(reopened(folder))).containsExactly("1");
    }

    @Test
    void goesOnThoughItsOwnThreadIsInterrupted() {
        try (Journal journal = open()) {
            Thread own = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("swell-journal")).findFirst().orElseThrow();
            for (int i = 0; i < 50; i++) {
                own.interrupt();
                journal.add(task("t" + i));
                journal.remove("t" + i);
            }
            journal.add(task("last"));
        }

        assertThat(ids(reopened(folder))).containsExactly("last");
    }

    @Test
    void staysSmallOverManyStarts() throws Exception {
        try (Journal journal = open()) {
            journal.add(task("always there"));
        }
        for (int i = 0; i < 100; i++) {
            try (Journal journal = open()) {
                journal.add(task("t" + i));
                journal.remove("t" + i);
            }
        }

        try (Journal journal = open()) {
            await().untilAsserted(() -> assertThat(segments(folder)).hasSizeLessThan(70));
            assertThat(ids(journal.recover())).containsExactly("always there");
            assertThat(journal.figures().fileBytes()).isEqualTo(bytes(folder));
        }
    }

    @Test
    void makesNoFileBeforeThereIsATask() {
        try (Journal journal = Journal.open(folder, 1 << 20)) {
            assertThat(journal.recover()).isEmpty();
            journal.remove("never there");
            assertThat(journal.figures().maxBytes()).isEqualTo(1 << 20);
            assertThat(folder).isEmptyDirectory();

            journal.add(task("1"));
            journal.progress("1", 1, 2, "", "no");
        }
        try (Journal journal = Journal.open(folder, 1 << 20)) {
            assertThatThrownBy(() -> Journal.open(folder, 1 << 20)).hasMessageStartingWith("SWELL-780");
            assertThat(journal.recover()).hasSize(1).allMatch(task -> task.tries() == 1);
        }
        Journal closed = Journal.open(folder.resolve("other"), 1 << 20);
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> closed.add(task("1"))).withMessageStartingWith("SWELL-786");
    }

    @Test
    void leavesOtherFilesAlone() throws Exception {
        open().close();
        Path note = Files.writeString(folder.resolve("tasks/0000000001.journal.bak"), "a copy of somebody");

        open().close();

        assertThat(note).hasContent("a copy of somebody");
    }
}
