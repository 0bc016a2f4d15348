package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncLogger.LOG;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.swell.async.TaskInfo.State;

/**
 * All tasks by their ids. Each has a place by its number, until another takes that; most are over by then, and forgotten.
 * Those that are not go to a map, until some thousands of them have ended later. So there is no map to be kept for each
 * task, and the last ones that are over are found for a while. Safe for any thread.
 */
final class Register {

    private static final int RECENT = 1 << 16;
    private static final int OVER = 1 << 12;

    private final int mostDead;
    private final long mostDeadBytes;
    private final Consumer<Task> dropped;
    private final AtomicReferenceArray<Task> recent = new AtomicReferenceArray<>(RECENT);
    private final Map<String, Task> others = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<Task> over = new AtomicReferenceArray<>(OVER); // the last of the others that are
    private final AtomicInteger overCount = new AtomicInteger();
    private final Queue<Task> dead = new ConcurrentLinkedQueue<>();
    private final AtomicInteger deadCount = new AtomicInteger();
    private final AtomicLong deadBytes = new AtomicLong();

    /**
     * Makes one.
     *
     * @param mostDead how many dead letters there may be
     * @param mostDeadBytes how long may be together what those have that are in memory only
     * @param dropped is told of the oldest when there are more, to forget it
     */
    Register(int mostDead, long mostDeadBytes, Consumer<Task> dropped) {
        this.mostDead = mostDead;
        this.mostDeadBytes = mostDeadBytes;
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
            over(task);
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

    /** Says that a task is over; perhaps twice. */
    void over(Task task) {
        if (others.isEmpty() || others.get(task.id()) != task) {
            return;
        }
        Task before = over.getAndSet(overCount.getAndIncrement() & OVER - 1, task);
        if (before != null && before != task) {
            others.remove(before.id(), before);
        }
    }

    /** Says that a task, which is kept here, is a dead letter. */
    void dead(Task task) {
        deadBytes.addAndGet(bytes(task));
        deadCount.incrementAndGet();
        dead.add(task);
        if (task.state() != State.DEAD) { // it was tried again or dropped meanwhile, when it was not to be found here
            notDead(task);
        }
        if (deadCount.get() > mostDead) {
            dropOldest(any -> true);
        }
        boolean fewer = true;
        while (fewer && deadBytes.get() > mostDeadBytes) {
            fewer = dropOldest(letter -> bytes(letter) > 0);
        }
    }

    /** Returns how much memory it takes that nothing else bounds: what is durable, the journal does. */
    private static int bytes(Task task) {
        byte[] json = task.json();
        return task.isDurable() || json == null ? 0 : json.length;
    }

    private boolean dropOldest(Predicate<Task> which) {
        for (Task oldest : dead) {
            if (which.test(oldest) && oldest.change(State.DEAD, State.CANCELLED)) {
                notDead(oldest);
                LOG.deadLetterDropped(mostDead, mostDeadBytes >> 20, oldest.id(), oldest.type());
                dropped.accept(oldest);
                return true;
            }
        }
        return false;
    }

    /** Says that a dead letter is none any more: it is tried again, or was dropped. Its payload must still be there. */
    void notDead(Task task) {
        if (dead.remove(task)) {
            deadCount.decrementAndGet();
            deadBytes.addAndGet(-bytes(task));
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
