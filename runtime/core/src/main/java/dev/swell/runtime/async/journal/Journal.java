package dev.swell.runtime.async.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * Keeps durable tasks until they are finished. Safe for any thread; calls for one task come one after the other.
 *
 * <p>
 * Only {@link #add} waits for the disk. What is lost of the other calls by a crash means that a try is made once more. After
 * a failure of the disk {@link #add} throws and the others log: the tasks go on in memory.
 */
public interface Journal extends AutoCloseable {

    /**
     * Opens the journal in a state directory, for this process alone. If there is none yet, it is made when the first task
     * is added.
     *
     * @param stateDirectory where the state directory is; the journal is in {@code tasks} below it
     * @param maxBytes how many bytes its files may take together; tasks that wait may take two fifths of it, the rest is for
     *        what is done and not yet cleared away
     * @throws JournalFailure if it can't be opened, with the reason and what to do
     */
    static Journal open(Path stateDirectory, long maxBytes) {
        return new LazyJournal(stateDirectory, Limits.of(maxBytes));
    }

    /**
     * Keeps a task; it is on disk when this returns. Those that are added at the same time share one wait.
     *
     * @throws IllegalStateException if it can't be kept, with the reason and what to do; it isn't kept then
     */
    void add(StoredTask task);

    /**
     * Notes how far a task has got: a try has failed and another is to come, a listener has done its part, or somebody has
     * a dead one tried again. Does nothing if the task isn't there.
     *
     * @param tries how many were made so far
     * @param dueMillis when the next is to come, in milliseconds since 1970
     * @param step as in {@link StoredTask}
     * @param failure as in {@link StoredTask}
     */
    void progress(String id, int tries, long dueMillis, String step, String failure);

    /**
     * Notes that a task's last try has failed; it is kept until it is tried again or removed. Does nothing if
     * the task isn't there.
     */
    void dead(String id, int tries, String step, String failure);

    /** Forgets a task: it is finished, cancelled or dropped. Does nothing if it isn't there. */
    void remove(String id);

    /** Returns the tasks that a process before this one has left, the oldest first; called once, before anything else. */
    List<StoredTask> recover();

    /** Returns what is to be seen from outside. */
    JournalFigures figures();

    /** Writes what is still to be written, and lets go of the files. Nothing is called afterwards. */
    @Override
    void close();
}
