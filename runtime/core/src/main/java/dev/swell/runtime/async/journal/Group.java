package dev.swell.runtime.async.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What is brought to the disk together. */
final class Group {

    final List<Change> changes = new ArrayList<>();
    /** When the first change came, on the clock of {@link System#nanoTime}. */
    long since;
    /** Whether somebody waits for it. */
    boolean awaited;
    /** Bytes of the tasks that are added. */
    long bytes;
    /** How many tasks are added. */
    int added;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Throwable failure;

    void put(Change change) {
        if (changes.isEmpty()) {
            since = System.nanoTime();
        }
        changes.add(change);
    }

    /** Lets those go that wait; with what kept it from the disk, or null. */
    void done(Throwable failure) {
        this.failure = failure;
        done.countDown();
    }

    /** Waits until it is on disk, whoever interrupts, and returns what has kept it from there; else null. */
    Throwable await() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }
}
