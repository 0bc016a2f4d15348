package dev.swell.runtime.async.journal;

import static dev.swell.runtime.async.journal.TestTasks.LIMITS;
import static dev.swell.runtime.async.journal.TestTasks.bytes;
import static dev.swell.runtime.async.journal.TestTasks.ids;
import static dev.swell.runtime.async.journal.TestTasks.reopened;
import static dev.swell.runtime.async.journal.TestTasks.segments;
import static dev.swell.runtime.async.journal.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalGroupTest {

    private static final int THREADS = 32;

    @TempDir
    Path folder;

    private static void inParallel(IntConsumer work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                all.add(threads.submit(() -> work.accept(number)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void bringsToTheDiskTogetherWhatComesTogether() throws Exception {
        try (Journal journal = Journal.open(folder, 64 << 20)) {
            inParallel(thread -> {
                for (int i = 0; i < 100; i++) {
                    journal.add(task(thread + "-" + i));
                }
            });

            JournalFigures figures = journal.figures();
            assertThat(figures.added()).isEqualTo(THREADS * 100);
            assertThat(figures.tasks()).isEqualTo(THREADS * 100);
            assertThat(figures.groups()).isLessThan(THREADS * 100 / 2);
        }
        try (Journal journal = Journal.open(folder, 64 << 20)) {
            assertThat(ids(journal.recover())).hasSize(THREADS * 100).doesNotHaveDuplicates();
        }
    }

    @Test
    void clearsAwayWhileItIsUsed() throws Exception {
        Set<String> expected = new ConcurrentSkipListSet<>();
        try (Journal journal = FileJournal.open(folder, LIMITS)) {
            inParallel(thread -> {
                String padding = "x".repeat(200);
                for (int i = 0; i < 200; i++) {
                    String id = thread + "-" + i;
                    journal.add(task(id, padding));
                    if (i % 100 == 0) { // a few stay for long
                        journal.progress(id, 1, i, "", "later");
                        expected.add(id);
                    } else {
                        journal.remove(id);
                    }
                    assertThat(journal.figures().fileBytes()).isLessThanOrEqualTo(LIMITS.maxBytes());
                }
            });
            await().untilAsserted(() -> assertThat(journal.figures().tasks()).isEqualTo(expected.size()));
            await().untilAsserted(() -> assertThat(journal.figures().fileBytes())
                    .isLessThanOrEqualTo(2 * journal.figures().liveBytes() + 2 * LIMITS.segmentBytes()));
            assertThat(journal.figures().fileBytes()).isEqualTo(bytes(folder));
            assertThat(Segment.number(segments(folder).get(0)).orElseThrow()).as("the first are gone")
                    .isGreaterThan(10);
        }

        List<StoredTask> kept = reopened(folder);
        assertThat(new TreeSet<>(ids(kept))).isEqualTo(new TreeSet<>(expected));
        assertThat(kept).hasSize(expected.size()).allMatch(task -> task.tries() == 1);
    }

    @Test
    void keepsNobodyWaitingThoughWhatLogsFails() throws Exception {
        Logger logger = Logger.getLogger("dev.swell.async");
        AtomicInteger failures = new AtomicInteger();
        Handler failing = new Handler() {
            @Override
            public void publish(LogRecord line) {
                failures.incrementAndGet();
                throw new AssertionError("The disk with the log is full too");
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        logger.addHandler(failing);
        try (Journal journal = FileJournal.open(folder, LIMITS)) {
            Path moved = Files.move(folder.resolve("tasks"), folder.resolve("elsewhere"));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> CompletableFuture.runAsync(() -> journal.add(task("lost")))
                        .get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
            }
            Files.move(moved, folder.resolve("tasks"));
            CompletableFuture.runAsync(() -> journal.add(task("kept"))).get(10, TimeUnit.SECONDS);
        } finally {
            logger.removeHandler(failing);
        }
        assertThat(failures).hasValueGreaterThan(0);

        assertThat(ids(reopened(folder))).containsExactly("kept");
    }

    @Test
    void neverGrowsBeyondItsBound() throws Exception {
        try (Journal journal = FileJournal.open(folder, LIMITS)) {
            List<String> kept = new ArrayList<>();
            int refused = 0;
            for (int i = 0; i < 5_000; i++) { // nearly full all the time, and what is live is spread over all files
                if (kept.size() > 700) {
                    journal.remove(kept.remove((i * 31) % kept.size()));
                }
                try {
                    journal.add(task("t" + i, "x".repeat(400)));
                    kept.add("t" + i);
                } catch (IllegalStateException e) {
                    refused++;
                }
                assertThat(journal.figures().fileBytes()).isLessThanOrEqualTo(LIMITS.maxBytes());
            }

            assertThat(refused).isZero();
            await().untilAsserted(() -> assertThat(journal.figures().tasks()).isEqualTo(kept.size()));
        }
    }
}
