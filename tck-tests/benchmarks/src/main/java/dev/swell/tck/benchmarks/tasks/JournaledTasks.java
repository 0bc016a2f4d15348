package dev.swell.tck.benchmarks.tasks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

import dev.swell.runtime.async.journal.Journal;
import dev.swell.runtime.async.journal.JournalFigures;
import dev.swell.runtime.async.journal.StoredTask;

/** Swell's journal, and threads that do nothing but to note the end of a task. */
final class JournaledTasks implements Contender {

    private static final byte[] PAYLOAD = ("{\"text\":\"" + "x".repeat(90) + "\"}").getBytes(StandardCharsets.UTF_8);

    private final Journal journal;
    private final ExecutorService threads;
    private final LongAdder done = new LongAdder();

    JournaledTasks(Path folder, int threads) {
        this.journal = Journal.open(folder, 256 << 20);
        this.threads = Executors.newFixedThreadPool(threads);
    }

    @Override
    public void deliver(String id) {
        journal.add(
                new StoredTask(id, false, "org.acme.Task", PAYLOAD, 0, 1, 0, 1, System.currentTimeMillis(), "", false,
                        ""));
        threads.execute(() -> {
            journal.remove(id);
            done.increment();
        });
    }

    @Override
    public long done() {
        return done.sum();
    }

    /** Returns how many tasks shared one wait for the disk. */
    double perGroup() {
        JournalFigures figures = journal.figures();
        return (double) figures.added() / figures.groups();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        journal.close();
    }
}
