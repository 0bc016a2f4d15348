package dev.swell.runtime.async.journal;

import static dev.swell.runtime.async.journal.JournalLogger.LOG;
import static dev.swell.runtime.async.journal.JournalMessages.MESSAGES;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import dev.swell.runtime.async.journal.Change.Encoded;

/**
 * A journal in files. Those who add put their tasks into a group and wait; one thread writes group after group, so that all
 * that came while one was written share the next one's wait for the disk. It is a thread of its own since an interrupt would
 * close the file under the others, and since waiting for a disk holds a carrier of virtual threads.
 */
final class FileJournal implements Journal {

    /** How long changes wait for company that nobody waits for. */
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** How long after a failure it is tried again without a delivery. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOSE_MILLIS = 10_000;
    private static final int MAX_FAILURE = 4000;

    private final DirectoryLock directoryLock;
    private final SegmentLog log;
    private final Limits limits;
    private final AtomicLong lastOrder = new AtomicLong();
    private final Thread thread = new Thread(null, this::run, "swell-journal", 0, false);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private List<StoredTask> recovered;
    private Group pending = new Group();
    /** Bytes of tasks that are being added. */
    private long adding;
    private boolean closing;
    private long failedAt;
    private volatile long added;

    private FileJournal(DirectoryLock directoryLock, SegmentLog log, Limits limits) {
        this.directoryLock = directoryLock;
        this.log = log;
        this.limits = limits;
        this.recovered = log.live().inOrder();
        this.lastOrder.set(log.live().lastOrder());
        thread.setDaemon(true);
        thread.setContextClassLoader(FileJournal.class.getClassLoader());
    }

    static Path directory(Path stateDirectory) {
        return stateDirectory.resolve("tasks");
    }

    static FileJournal open(Path stateDirectory, Limits limits) {
        Path directory = directory(stateDirectory);
        DirectoryLock taken = null;
        FileJournal journal = null;
        try {
            DiskFiles.create(directory);
            taken = DirectoryLock.take(directory).orElseThrow(() -> MESSAGES.inUse(stateDirectory));
            journal = new FileJournal(taken, Recovery.open(directory, limits), limits);
            journal.thread.start();
            return journal;
        } catch (IOException e) {
            throw MESSAGES.unusable(directory, DiskFiles.reason(e));
        } finally {
            if (journal == null && taken != null) {
                taken.release();
            }
        }
    }

    @Override
    public List<StoredTask> recover() {
        List<StoredTask> tasks = recovered;
        recovered = List.of(); // or those that are done would stay in memory
        return tasks;
    }

    @Override
    public void add(StoredTask task) {
        Encoded encoded = Encoded.of(JournalRecord.stands(task, lastOrder.incrementAndGet()));
        int length = encoded.bytes().length;
        if (length > limits.maxRecord()) {
            throw MESSAGES.tooLong(length, limits.maxRecord());
        }
        Group group;
        lock.lock();
        try {
            reserve(length);
            group = pending;
            group.put(Change.add(encoded));
            group.bytes += length;
            group.added++;
            if (!group.awaited) {
                group.awaited = true;
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        Throwable failure = group.await();
        if (failure != null) {
            throw MESSAGES.unwritable(log.directory(), DiskFiles.reason(failure));
        }
    }

    private void reserve(int length) {
        if (closing) {
            throw MESSAGES.closed(log.directory());
        }
        long live = log.live().bytes() + adding;
        if (live + length > limits.maxLive() || log.fileBytes() + adding + length > limits.maxBytes()) {
            throw MESSAGES.full(live, limits.maxLive());
        }
        adding += length;
    }

    @Override
    public void progress(String id, int tries, long dueMillis, String step, String failure) {
        change(Change.update(id, task -> new StoredTask(id, task.event(), task.type(), task.payload(), tries,
                task.maxTries(), task.retryDelayMillis(), task.multiplier(), dueMillis, step, false, cut(failure))));
    }

    @Override
    public void dead(String id, int tries, String step, String failure) {
        change(Change.update(id, task -> new StoredTask(id, task.event(), task.type(), task.payload(), tries,
                task.maxTries(), task.retryDelayMillis(), task.multiplier(), task.dueMillis(), step, true,
                cut(failure))));
    }

    private static String cut(String failure) {
        return failure.length() > MAX_FAILURE ? failure.substring(0, MAX_FAILURE) : failure;
    }

    @Override
    public void remove(String id) {
        change(Change.remove(id));
    }

    private void change(Change change) {
        lock.lock();
        try {
            pending.put(change);
            if (pending.changes.size() == 1) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        do {
            try {
                writeNext();
            } catch (Throwable e) { // no memory, say, or what logs has failed; nothing may end this thread
                LockSupport.parkNanos(DELAY_NANOS);
            }
        } while (goesOn());
        if (log.owed() > 0) {
            LOG.unwritten(log.directory(), log.owed());
        }
        log.close();
        directoryLock.release();
    }

    private boolean goesOn() {
        lock.lock();
        try {
            return !closing || !pending.changes.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void writeNext() {
        Group group = next();
        boolean failedBefore = log.hasFailed();
        Throwable failure = write(group);
        try {
            tell(failedBefore, failure);
        } finally { // whatever happens, for nobody else can let those go that wait
            lock.lock();
            try {
                adding -= group.bytes;
            } finally {
                lock.unlock();
            }
            group.done(failure);
        }
    }

    private void tell(boolean failedBefore, Throwable failure) {
        if (failure != null && !failedBefore) {
            LOG.unwritable(log.directory(), DiskFiles.reason(failure));
        } else if (failure == null && failedBefore && !log.hasFailed()) {
            LOG.writable(log.directory());
        }
    }

    /** Waits for something to do, and returns what has come. */
    private Group next() {
        lock.lock();
        try {
            for (long wait = waitNanos(); wait > 0; wait = waitNanos()) {
                await(wait);
            }
            Group next = new Group(); // first, as there may be no memory for it
            Group group = pending;
            pending = next;
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos) {
        try {
            work.awaitNanos(nanos);
        } catch (InterruptedException e) {
            LOG.debug("The journal is not to be interrupted", e);
        }
    }

    private long waitNanos() {
        if (closing || pending.awaited || log.isToBeCleared()) {
            return 0;
        }
        if (log.owed() == 0 && pending.changes.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (log.hasFailed()) {
            return failedAt + RETRY_NANOS - System.nanoTime();
        }
        return pending.since + DELAY_NANOS - System.nanoTime();
    }

    /** Writes a group, and returns what has kept it from the disk; else null. */
    private Throwable write(Group group) {
        try {
            writeUninterrupted(group.changes);
            added += group.added;
            return null;
        } catch (Throwable e) {
            failedAt = System.nanoTime();
            return e;
        }
    }

    /** An interrupt, which only applications that look for threads send, closes the file; it says nothing of the disk. */
    private void writeUninterrupted(List<Change> changes) throws IOException {
        try {
            log.write(changes);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            log.write(changes);
        }
    }

    @Override
    public JournalFigures figures() {
        LiveTasks live = log.live();
        return new JournalFigures(live.count(), live.dead(), live.bytes(), log.fileBytes(), limits.maxBytes(),
                added,
                log.forces());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
