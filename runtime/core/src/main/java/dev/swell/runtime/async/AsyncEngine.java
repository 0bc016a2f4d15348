package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncLogger.LOG;
import static dev.swell.runtime.async.AsyncMessages.MESSAGES;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.swell.async.Delivery;
import dev.swell.async.TaskInfo.State;
import dev.swell.extension.SwellExtension;
import dev.swell.runtime.async.journal.Journal;
import dev.swell.runtime.async.journal.StoredTask;
import dev.swell.runtime.config.TaskSettings;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.observe.TaskMetrics;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.Part;
import dev.swell.runtime.worker.Permits;
import dev.swell.runtime.worker.Stripes;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/**
 * Takes tasks and events and has them done. A worker passes {@link #bind}, {@link #prepare}, {@link #begin} when it is the
 * current one, {@link #leave} when another is, and {@link #end} before it is closed. Safe for any thread.
 */
public final class AsyncEngine {

    private static final Part<TaskQueue> QUEUE = new Part<>();
    private static final int MOST_DEAD = 10_000;
    private static final long MOST_DEAD_BYTES = 32 << 20;
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(2).toNanos();
    private static final long LOOK_FOR_THREAD_NANOS = Duration.ofMillis(100).toNanos();
    private static final int BEGUN = 0;
    private static final int ENDED = 1;

    private final TaskSettings settings;
    private final Workers workers;
    private final Timer timer;
    private final Optional<Journal> journal;
    private final TaskMetrics metrics;
    private final Permits permits;
    private final Room room;
    private final Register register;
    private final Settlement settlement;
    private final List<TaskQueue> queues = new CopyOnWriteArrayList<>();
    private final Stripes turns = new Stripes(2);
    private final AtomicInteger delayed = new AtomicInteger();
    private final TaskIds ids = new TaskIds();
    private volatile boolean stopping;
    private volatile boolean stopped;
    private volatile boolean recovered;

    /**
     * Makes one.
     *
     * @param journal keeps what is durable; without, nothing is
     */
    public AsyncEngine(TaskSettings settings, Workers workers, Metrics metrics, Timer timer,
            Optional<Journal> journal) {
        this.settings = settings;
        this.workers = workers;
        this.timer = timer;
        this.journal = journal;
        this.permits = new Permits(settings.maxConcurrent());
        this.room = new Room(settings.maxQueued());
        this.settlement = new Settlement(this, journal);
        this.register = new Register(MOST_DEAD, MOST_DEAD_BYTES, settlement::forgotten);
        this.metrics = new TaskMetrics(metrics, () -> counts().waiting(), () -> counts().running(), delayed::get,
                register::dead);
    }

    /** Makes tasks and events injectable in a container that is about to start. */
    public void bind(SwellExtension extension, ClassLoader loader) {
        Deliveries deliveries = new Deliveries(this, new TaskQueue(this, extension, new Payloads(loader)));
        extension.bind(deliveries, deliveries);
    }

    /** Forgets what a container has delivered that has failed to start; called at the end of each. */
    public void unbind(SwellExtension extension) {
        if (extension.tasks() instanceof Deliveries known) {
            known.queue().discard();
        }
    }

    /** Gets ready for a worker, before its first event is fired; what it delivers waits until it takes over. */
    public void prepare(Worker worker) {
        if (!(worker.extension().tasks() instanceof Deliveries known && known.belongsTo(this))) {
            bind(worker.extension(), worker.loader());
        }
        TaskQueue queue = ((Deliveries) worker.extension().tasks()).queue();
        queue.attach(worker);
        worker.set(QUEUE, queue);
        queues.add(queue);
    }

    /** Begins to have tasks done by a worker, which is the current one now. */
    public void begin(Worker worker) {
        if (!recovered) {
            recovered = true;
            journal.ifPresent(kept -> recover(kept.recover()));
        }
        worker.part(QUEUE).begin();
    }

    private void recover(List<StoredTask> stored) {
        int dead = 0;
        for (StoredTask kept : stored) {
            Task task = Task.of(kept);
            register.addOther(task);
            if (kept.dead()) {
                dead++;
                register.dead(task);
            } else {
                room.insist(Stripes.here());
                delay(task, TimeUnit.MILLISECONDS.toNanos(task.dueMillis() - System.currentTimeMillis()),
                        State.DELAYED, current());
            }
        }
        if (!stored.isEmpty()) {
            LOG.recovered(stored.size() - dead, dead);
        }
    }

    /** Has a worker begin nothing more that waits, since another is the current one now; {@link #leave} is still to come. */
    public void hold(Worker worker) {
        worker.part(QUEUE).hold();
    }

    /** Has what waits for a worker done by the current one, which is another; what can't be is done within its drain. */
    public void leave(Worker worker) {
        worker.part(QUEUE).leave();
    }

    /** Makes dead letters of what a worker has not done that only it could do. It must not be closed yet. */
    public void end(Worker worker) {
        TaskQueue queue = worker.part(QUEUE);
        queue.end();
        queues.remove(queue);
    }

    /**
     * Does what would be lost, before the server stops; what is durable waits for the next start.
     *
     * @return false if some is left after that time
     */
    public boolean finish(Duration atMost) {
        stopping = true;
        long end = System.nanoTime() + atMost.toNanos();
        while (queues.stream().anyMatch(TaskQueue::hasWork) || counts().running() > 0) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            wakeAll();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    /** Takes nothing any more, and says what is lost. */
    public void close() {
        stopping = true;
        stopped = true;
        int lost = (int) register.all().filter(task -> !task.isDurable())
                .filter(task -> task.state() == State.WAITING || task.state() == State.DELAYED).count();
        if (lost > 0) {
            LOG.lost(lost);
        }
    }

    Task accept(TaskQueue queue, boolean event, Object payload, Retry retry, Delivery delivery) {
        if (stopped) {
            throw MESSAGES.stopped();
        }
        int stripe = Stripes.here();
        if (!room.take(stripe)) {
            throw MESSAGES.full(settings.maxQueued());
        }
        try {
            return keep(queue, event, payload, retry, delivery);
        } catch (RuntimeException | Error e) {
            room.giveBack(stripe);
            throw e;
        }
    }

    private Task keep(TaskQueue queue, boolean event, Object payload, Retry retry, Delivery delivery) {
        long delayMillis = delivery.delay().toMillis();
        boolean durable = isDurable(delivery, delayMillis);
        long number = ids.next();
        Task task = new Task(ids.id(number), number, event, payload.getClass().getName(), retry, durable,
                System.currentTimeMillis() + delayMillis);
        if (durable || delayMillis > 0) {
            task.json(queue.payloads().writeOrRefuse(payload));
        }
        if (durable) {
            journal.orElseThrow().add(task.stored());
        }
        register.add(task);
        if (delayMillis > 0) {
            delay(task, TimeUnit.MILLISECONDS.toNanos(delayMillis), State.WAITING, queue);
        } else {
            task.payload(payload);
            queue.add(task);
        }
        return task;
    }

    private boolean isDurable(Delivery delivery, long delayMillis) {
        if (delivery.isDurable() && journal.isEmpty()) {
            throw MESSAGES.noJournal();
        }
        return journal.isPresent() && (delivery.isDurable() || delayMillis > 0 || settings.allDurable());
    }

    /** Has a task done later, by the current worker or, if there is no JSON of it, by that of the queue. */
    void delay(Task task, long nanos, State from, TaskQueue queue) {
        delayed.incrementAndGet();
        if (!task.change(from, State.DELAYED)) { // it was cancelled already
            delayed.decrementAndGet();
            return;
        }
        Timer.Handle alarm = timer.schedule(nanos, () -> due(task, queue));
        task.alarm(alarm);
        if (task.payload() != null) {
            queue.later(task);
        }
        if (task.state() != State.DELAYED) { // its time has come, or it was cancelled meanwhile
            queue.notLater(task);
            alarm.cancel();
        }
    }

    /** Says that a task's time has come, unless it was cancelled or has come already. */
    boolean due(Task task, TaskQueue queue) {
        if (!task.change(State.DELAYED, State.WAITING)) {
            return false;
        }
        delayed.decrementAndGet();
        queue.notLater(task);
        boolean elsewhere = task.payload() == null && workers.currentId() != 0; // 0 while the first worker starts
        (elsewhere ? current() : queue).add(task);
        return true;
    }

    boolean cancel(String id) {
        Optional<Task> found = register.find(id);
        if (found.isEmpty()) {
            return false;
        }
        Task task = found.get();
        if (task.change(State.DELAYED, State.CANCELLED)) {
            delayed.decrementAndGet();
            Timer.Handle alarm = task.alarm();
            if (alarm != null) { // else whoever sets it will see that it isn't wanted
                alarm.cancel();
            }
            queues.forEach(queue -> queue.notLater(task));
        } else if (!task.change(State.WAITING, State.CANCELLED)) {
            return false;
        }
        room.giveBack(Stripes.here());
        settlement.forgotten(task);
        return true;
    }

    /** Returns what the command line asks for. */
    public TaskDesk desk() {
        return new TaskDesk(this);
    }

    /** Returns how many there are. */
    public TaskCounts counts() {
        long ended = turns.sum(ENDED); // first: whoever comes and goes meanwhile counts as running, never as less than none
        int later = delayed.get();
        return new TaskCounts(Math.max(0, room.taken() - later), (int) (turns.sum(BEGUN) - ended), later,
                register.dead());
    }

    TaskQueue current() {
        return workers.current().part(QUEUE);
    }

    void begins(int stripe) {
        room.giveBack(stripe);
        turns.add(stripe, BEGUN, 1);
    }

    void ends(int stripe) {
        turns.add(stripe, ENDED, 1);
    }

    void wakeAll() {
        queues.forEach(TaskQueue::wake);
    }

    /** Looks for work in a while, since there was no thread for it. */
    void wakeLater() {
        timer.schedule(LOOK_FOR_THREAD_NANOS, this::wakeAll);
    }

    boolean isStopping() {
        return stopping;
    }

    TaskIds ids() {
        return ids;
    }

    Permits permits() {
        return permits;
    }

    Room room() {
        return room;
    }

    Register register() {
        return register;
    }

    Settlement settle() {
        return settlement;
    }

    TaskMetrics metrics() {
        return metrics;
    }
}
