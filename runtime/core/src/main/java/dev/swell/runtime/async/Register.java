package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncLogger.LOG;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.swell.async.TaskInfo.State;

/**
 * All tasks by their ids. Each has a place by its number, until another takes that; most are over by then, and forgotten.
 * Those that are not go to a map. So there is no map to be kept for each task, and the last ones that are over are found for
 * a while. Safe for any thread.
 */
final class Register {

    private static final int RECENT = 1 << 16;

    private final int mostDead;
    private final Consumer<Task> dropped;
    private final AtomicReferenceArray<Task> recent = new AtomicReferenceArray<>(RECENT);
    private final Map<String, Task> others = new ConcurrentHashMap<>();
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

    /** Keeps a task of this process. */
    void add(Task task) {
        Task before = recent.get(place(task.number()));
        keepOn(before); // already, so that it is found at any moment
        Task replaced = recent.getAndSet(place(task.number()), task);
        if (replaced != before) {
            keepOn(replaced);
        }
    }

    private void keepOn(Task task) {
        if (task != null && !task.isOver()) {
            addOther(task);
        }
    }

    /** Keeps a task that has no number, or has lost its place. */
    void addOther(Task task) {
        others.put(task.id(), task);
        if (task.isOver()) { // in the meantime, so that nobody would take it out again
            others.remove(task.id(), task);
        }
    }

    private static int place(long number) {
        return (int) number & RECENT - 1;
    }

    Optional<Task> find(String id) {
        long number = TaskIds.number(id);
        Task task = number < 0 ? null : recent.get(place(number));
        return task != null && task.id().equals(id) ? Optional.of(task) : Optional.ofNullable(others.get(id));
    }

    /** Says that a task is over. */
    void over(Task task) {
        if (!others.isEmpty()) {
            others.remove(task.id(), task);
        }
    }

    /** Says that a task, which is kept here, is a dead letter. */
    void dead(Task task) {
        dead.add(task);
        if (deadCount.incrementAndGet() > mostDead) {
            dropOldest();
        }
    }

    private void dropOldest() {
        for (Task oldest = dead.poll(); oldest != null; oldest = dead.poll()) {
            if (oldest.change(State.DEAD, State.CANCELLED)) {
                deadCount.decrementAndGet();
                over(oldest);
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

    int dead() {
        return deadCount.get();
    }

    /** Returns all that are not over; one that changes its place meanwhile may come twice. */
    Stream<Task> all() {
        return Stream.concat(IntStream.range(0, RECENT).mapToObj(recent::get).filter(Objects::nonNull),
                others.values().stream()).filter(task -> !task.isOver());
    }
}
