package dev.swell.runtime.async;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import dev.swell.async.TaskInfo;
import dev.swell.async.TaskInfo.State;
import dev.swell.runtime.async.journal.StoredTask;
import dev.swell.runtime.timer.Timer;

/**
 * A task, or an event on its way along its listeners. Whoever has brought it to a state by {@link #change} may set its
 * fields; all others only look.
 */
final class Task {

    private static final AtomicReferenceFieldUpdater<Task, State> STATE = AtomicReferenceFieldUpdater
            .newUpdater(Task.class, State.class, "state");
    private static final String ONLY = "only "; // no place begins like that
    private static final int LONGEST_FAILURE = 1_000;

    private static final long NO_NUMBER = -1;

    private final String id;
    private final long number;
    private final boolean event;
    private final String type;
    private final Retry retry;
    private final boolean durable;
    private volatile State state = State.WAITING;
    private volatile Object payload; // an object of the worker in whose queue it is; null where there is only JSON
    private volatile byte[] json;
    private volatile int tries;
    private volatile long dueMillis;
    private volatile String step = "";
    private volatile boolean alone;
    private volatile String failure;
    private volatile Timer.Handle alarm;

    /** Makes one that waits for its turn; the number is that of its id. */
    Task(String id, long number, boolean event, String type, Retry retry, boolean durable, long dueMillis) {
        this.id = id;
        this.number = number;
        this.event = event;
        this.type = type;
        this.retry = retry;
        this.durable = durable;
        this.dueMillis = dueMillis;
    }

    /** Returns one that a journal has kept. */
    static Task of(StoredTask stored) {
        Task task = new Task(stored.id(), NO_NUMBER, stored.event(), stored.type(),
                new Retry(stored.maxTries(), stored.retryDelayMillis(), stored.multiplier()), true, stored.dueMillis());
        task.json = stored.payload();
        task.tries = stored.tries();
        task.step(stored.step());
        task.failure = stored.failure().isEmpty() ? null : stored.failure();
        task.state = stored.dead() ? State.DEAD : State.DELAYED;
        return task;
    }

    StoredTask stored() {
        return new StoredTask(id, event, type, json, tries, retry.tries(), retry.delayMillis(), retry.multiplier(),
                dueMillis, step(), state == State.DEAD, failure == null ? "" : failure);
    }

    /** Returns the dead letter of the listener whose turn it is. */
    Task deadLetter(TaskIds ids) {
        long next = ids.next();
        Task dead = new Task(ids.id(next), next, true, type, retry, durable, dueMillis);
        dead.json = json;
        dead.tries = tries;
        dead.step = step;
        dead.alone = true;
        dead.failure = failure;
        dead.state = State.DEAD;
        return dead;
    }

    boolean change(State from, State to) {
        return STATE.compareAndSet(this, from, to);
    }

    /** Begins a try, unless it was cancelled. */
    boolean begin() {
        return change(State.WAITING, State.RUNNING);
    }

    void countTry() {
        tries++; // by one thread at a time
    }

    void forgetTries() {
        tries = 0;
    }

    /** Doesn't count a try that was cut off. */
    void takeTryBack() {
        tries--;
    }

    String id() {
        return id;
    }

    long number() {
        return number;
    }

    /** Tells whether nothing will become of it any more. */
    boolean isOver() {
        State now = state;
        return now == State.FINISHED || now == State.CANCELLED;
    }

    boolean isEvent() {
        return event;
    }

    String type() {
        return type;
    }

    Retry retry() {
        return retry;
    }

    boolean isDurable() {
        return durable;
    }

    State state() {
        return state;
    }

    Object payload() {
        return payload;
    }

    void payload(Object live) {
        payload = live;
    }

    byte[] json() {
        return json;
    }

    void json(byte[] text) {
        json = text;
    }

    int tries() {
        return tries;
    }

    Instant due() {
        return Instant.ofEpochMilli(dueMillis);
    }

    long dueMillis() {
        return dueMillis;
    }

    void due(long millis) {
        dueMillis = millis;
    }

    /** Returns where the listener is declared whose turn it is, with a mark if no other's comes after it. */
    String step() {
        return alone ? ONLY + step : step;
    }

    /** Returns where the listener is declared whose turn it is; empty for the first one. */
    String listener() {
        return step;
    }

    /** Tells whether only one listener's turn is left. */
    boolean isAlone() {
        return alone;
    }

    void step(String next) {
        alone = next.startsWith(ONLY);
        step = alone ? next.substring(ONLY.length()) : next;
    }

    void listener(String place) {
        step = place;
    }

    String failure() {
        return failure;
    }

    void failure(String reason) {
        failure = reason.length() > LONGEST_FAILURE ? reason.substring(0, LONGEST_FAILURE) + "…" : reason;
    }

    void alarm(Timer.Handle handle) {
        alarm = handle;
    }

    Timer.Handle alarm() {
        return alarm;
    }

    /** Lets go of what it was about. */
    void forget() {
        payload = null;
        json = null;
        alarm = null;
    }

    TaskInfo info() {
        return new TaskInfo(id, state, tries, due(), failure);
    }
}
