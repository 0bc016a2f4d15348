package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncLogger.LOG;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.swell.async.TaskInfo.State;

/** All tasks by their ids: those that wait or run, the last of those that are over, and dead letters. Safe for any thread. */
final class Register {

    private static final int MOST_OVER = 1 << 13;

    private final int mostDead;
    private final Consumer<Task> dropped;
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<Task> over = new AtomicReferenceArray<>(MOST_OVER);
    private final AtomicLong overCount = new AtomicLong();
    private final Queue<Task> dead = new ConcurrentLinkedQueue<>();
    private final AtomicInteger deadCount = new AtomicInteger();

    /**
     * Makes one.
     *
     * @param mostDead how many dead letters there may be
     * @param dropped is told of the oldest when there are more
     */
    Register(int mostDead, Consumer<Task> dropped) {
        this.mostDead = mostDead;
        this.dropped = dropped;
    }

    void add(Task task) {
        tasks.put(task.id(), task);
    }

    Optional<Task> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** Keeps a task that is finished or cancelled for a while. */
    void over(Task task) {
        Task before = over.getAndSet((int) overCount.getAndIncrement() & MOST_OVER - 1, task);
        if (before != null) {
            tasks.remove(before.id(), before);
        }
    }

    /** Keeps a dead letter. */
    void dead(Task task) {
        tasks.put(task.id(), task);
        dead.add(task);
        if (deadCount.incrementAndGet() > mostDead) {
            dropOldest();
        }
    }

    private void dropOldest() {
        for (Task oldest = dead.poll(); oldest != null; oldest = dead.poll()) {
            if (oldest.change(State.DEAD, State.CANCELLED)) {
                deadCount.decrementAndGet();
                tasks.remove(oldest.id(), oldest);
                LOG.deadLetterDropped(mostDead, oldest.id(), oldest.type());
                dropped.accept(oldest);
                return;
            }
        }
    }

    /** Says that a dead letter is none any more: it is tried again, or was dropped. */
    void notDead(Task task) {
        if (dead.remove(task)) {
            deadCount.decrementAndGet();
        }
    }

    void remove(Task task) {
        tasks.remove(task.id(), task);
    }

    int dead() {
        return deadCount.get();
    }

    Stream<Task> all() {
        return tasks.values().stream();
    }
}
