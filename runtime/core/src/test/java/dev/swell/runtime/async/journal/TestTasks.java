package dev.swell.runtime.async.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tasks to keep, and what is to be seen of a journal. */
final class TestTasks {

    static final Limits LIMITS = new Limits(1 << 20, 400_000, 32 << 10);

    private TestTasks() {}

    static StoredTask task(String id) {
        return task(id, "{\"lot\":\"" + id + "\"}");
    }

    static StoredTask task(String id, String payload) {
        return new StoredTask(id, false, "shop.CloseLot", payload.getBytes(StandardCharsets.UTF_8), 0, 3, 1000, 2.0,
                1_700_000_000_000L, "", false, "");
    }

    static List<String> ids(List<StoredTask> tasks) {
        return tasks.stream().map(StoredTask::id).toList();
    }

    /** Opens a journal, and returns what was in it. */
    static List<StoredTask> reopened(Path stateDirectory) {
        try (Journal journal = FileJournal.open(stateDirectory, LIMITS)) {
            return journal.recover();
        }
    }

    static List<Path> segments(Path stateDirectory) throws IOException {
        try (Stream<Path> files = Files.list(stateDirectory.resolve("tasks"))) {
            return files.filter(file -> Segment.number(file).isPresent()).sorted().toList();
        }
    }

    static long bytes(Path stateDirectory) throws IOException {
        long bytes = 0;
        for (Path segment : segments(stateDirectory)) {
            bytes += Files.size(segment);
        }
        return bytes;
    }
}
