package dev.swell.runtime.async.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A journal that makes no file until there is something to keep: most servers have no tasks. */
final class LazyJournal implements Journal {

    private final Path stateDirectory;
    private final Limits limits;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile Journal opened;
    private boolean closed;

    LazyJournal(Path stateDirectory, Limits limits) {
        this.stateDirectory = stateDirectory;
        this.limits = limits;
        if (Files.exists(FileJournal.directory(stateDirectory))) {
            opened = FileJournal.open(stateDirectory, limits);
        }
    }

    @Override
    public void add(StoredTask task) {
        Journal journal = opened;
        (journal == null ? open() : journal).add(task);
    }

    private Journal open() {
        opening.lock();
        try {
            if (closed) {
                throw JournalMessages.MESSAGES.closed(FileJournal.directory(stateDirectory));
            }
            if (opened == null) {
                opened = FileJournal.open(stateDirectory, limits);
            }
            return opened;
        } finally {
            opening.unlock();
        }
    }

    @Override
    public void progress(String id, int tries, long dueMillis, String step, String failure) {
        ifOpen(journal -> journal.progress(id, tries, dueMillis, step, failure));
    }

    @Override
    public void dead(String id, int tries, String step, String failure) {
        ifOpen(journal -> journal.dead(id, tries, step, failure));
    }

    @Override
    public void remove(String id) {
        ifOpen(journal -> journal.remove(id));
    }

    private void ifOpen(Consumer<Journal> call) {
        Journal journal = opened;
        if (journal != null) {
            call.accept(journal);
        }
    }

    @Override
    public List<StoredTask> recover() {
        return opened == null ? List.of() : opened.recover();
    }

    @Override
    public JournalFigures figures() {
        return opened == null ? new JournalFigures(0, 0, 0, 0, limits.maxBytes(), 0, 0) : opened.figures();
    }

    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            ifOpen(Journal::close);
        } finally {
            opening.unlock();
        }
    }
}
