package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;

import dev.swell.Server;
import dev.swell.extension.SwellExtension;
import dev.swell.extension.model.ApplicationModel;
import dev.swell.extension.model.Place;
import dev.swell.extension.scope.Instances;
import dev.swell.extension.scope.UnitOfWork;
import dev.swell.lifecycle.WorkerError;
import dev.swell.runtime.config.Settings;

/**
 * One running copy of the application: its class loader, its container, its {@link ApplicationModel}. Safe for any thread.
 * Whoever runs its code holds a lease ({@link Workers#lease}) and opens a {@link Unit}.
 */
public final class Worker {

    private final int id;
    private final Container container;
    private final WorkerThreads threads;
    private final Settings settings;
    private final AtomicLong requests;
    private final Lanes lanes = new Lanes();
    private final Lease lease = new Lease();
    private final Cleaners cleaners;
    private final ScopeEvents requestEvents;
    private final ScopeEvents sessionEvents;
    private final WorkerSessions sessions;
    private final Consumer<WorkerError> errors;
    private final List<SliceMeter> meters = new CopyOnWriteArrayList<>();
    private final Object[] parts = new Object[Part.LIMIT];
    private volatile Server server;
    private volatile FailureCounts failures = new FailureCounts();
    private volatile boolean interrupted;

    /**
     * Makes a worker of a container that has started.
     *
     * @param id its number, from 1
     * @param handover the worker's own, which it closes
     */
    public Worker(int id, Container container, Handover handover) {
        this(id, container, new WorkerThreads(handover, handover), Settings.defaults());
    }

    /**
     * Makes a worker of a container that has started.
     *
     * @param id its number, from 1
     * @param threads the worker's own, which it closes
     */
    public Worker(int id, Container container, WorkerThreads threads, Settings settings) {
        this.id = id;
        this.container = container;
        this.threads = threads;
        this.settings = settings;
        this.requests = settings.reload().maxRequests() == 0 ? null : new AtomicLong();
        this.cleaners = new Cleaners(this, model().cleaners());
        this.requestEvents = new ScopeEvents(this, RequestScoped.class);
        this.sessionEvents = new ScopeEvents(this, SessionScoped.class);
        this.sessions = new WorkerSessions(container.beans());
        this.errors = emitter(WorkerError.class);
        container.extension().asyncObservers(new ObserverUnits(this, container.beans()));
    }

    /** Returns its number, from 1. */
    public int id() {
        return id;
    }

    /** Returns the configuration that it was started with. */
    public Settings settings() {
        return settings;
    }

    /** Counts a request, and tells whether the worker has had as many now as it is to have before it is replaced. */
    public boolean isUsedUp() {
        return requests != null && requests.incrementAndGet() % settings.reload().maxRequests() == 0;
    }

    /** Returns what the application declares. */
    public ApplicationModel model() {
        return container.extension().model();
    }

    /** Returns the container's own extension. */
    public SwellExtension extension() {
        return container.extension();
    }

    /** Returns the application's class loader. */
    public ClassLoader loader() {
        return container.loader();
    }

    /** Returns the container's bean manager, for add-ons that bring a CDI integration of their own. */
    public BeanManager beans() {
        return container.beans();
    }

    /** Returns how work for it leaves the I/O threads. */
    public Handover handover() {
        return threads.requests();
    }

    /** Returns its threads. */
    public WorkerThreads threads() {
        return threads;
    }

    /**
     * Returns a new meter of what it runs, for {@link Handover#hand(org.xnio.XnioIoThread, SliceMeter, Runnable)}.
     *
     * @param name what the log and the status call it
     */
    public SliceMeter meter(String name) {
        SliceMeter meter = new SliceMeter(name);
        meters.add(meter);
        return meter;
    }

    /** Returns the meters that were made for it. */
    public List<SliceMeter> meters() {
        return meters;
    }

    /**
     * Makes the server injectable; called once, before the first event is fired.
     *
     * @param counts where failures are counted from now on
     */
    public void bind(Server running, FailureCounts counts) {
        server = running;
        failures = counts;
        container.extension().bind(running);
    }

    /** Takes a lease on this worker, whether it is the current one or not. */
    public void enter() {
        enter(0);
    }

    /** As {@link #enter()}; the stripe of the thread, see {@link Stripes#here}. */
    public void enter(int stripe) {
        lease.enter(stripe);
    }

    /** Returns a lease. */
    public void release() {
        release(0);
    }

    /**
     * Returns a lease.
     *
     * @param stripe of the connection's I/O thread, see {@link Stripes#of}
     */
    public void release(int stripe) {
        lease.leave(stripe);
    }

    /**
     * Begins a unit of work with a lease that the caller holds; the unit returns it at its end, and this method does if it
     * throws. Runs application code (snapshots of cleaners): call it on a thread that may block.
     *
     * @param session the client's session, or null where there is none
     * @param principal gives who the client is, or null
     * @param ended is told, on whichever thread it is, that the unit has ended and nothing of it is left
     */
    public Unit open(Instances session, Supplier<Principal> principal, Runnable ended) {
        return open(0, session, principal, ended);
    }

    /**
     * As {@link #open(Instances, Supplier, Runnable)}.
     *
     * @param stripe of the connection's I/O thread, see {@link Stripes#of}
     */
    public Unit open(int stripe, Instances session, Supplier<Principal> principal, Runnable ended) {
        Lanes.Lane lane = model().lanes() ? lanes.take() : null;
        UnitOfWork scopes = new UnitOfWork(container.extension(), lane == null ? null : lane.beans(), session,
                principal);
        Unit unit = new Unit(this, stripe, scopes, lane, ended);
        try {
            unit.begin();
            return unit;
        } catch (RuntimeException | Error e) {
            unit.abandon();
            throw e;
        }
    }

    Lanes lanes() {
        return lanes;
    }

    Cleaners cleaners() {
        return cleaners;
    }

    ScopeEvents requestEvents() {
        return requestEvents;
    }

    ScopeEvents sessionEvents() {
        return sessionEvents;
    }

    /** Returns the session of a unit of work that is about to be opened. */
    public Instances session(SessionSource source) {
        return new SessionInstances(this, source);
    }

    /**
     * Destroys the beans of a session that has ended, in a unit of work of its own, with a lease that the caller holds and
     * that is returned. Runs application code: call it on a thread that may block. What the beans throw is logged.
     */
    public void end(SessionBeans ending) {
        Unit unit = open(new EndingSession(this, ending), () -> null, () -> {});
        try {
            unit.run(() -> ending.end(this));
        } finally {
            unit.complete();
        }
    }

    /** Tells whether the application keeps anything in sessions. */
    public boolean usesSessions() {
        return !sessions.isEmpty();
    }

    WorkerSessions sessions() {
        return sessions;
    }

    /**
     * Has no session keep an object of this worker from now on. To be called when its requests have ended, before all
     * sessions are told to let go of what they have of it.
     */
    public void leaveSessions() {
        sessions.leave();
    }

    /** Returns how many lanes there are. */
    public int laneCount() {
        return lanes.count();
    }

    /** Returns what has gone wrong, here and wherever else the same counts are used. */
    public FailureCounts failures() {
        return failures;
    }

    /**
     * Returns what fires events of that type to the application's observers, or null if there are none.
     *
     * @see #fire
     */
    public <E> Consumer<E> emitter(Class<E> type) {
        return model().observes(type) ? container.beans().getEvent().select(type)::fire : null;
    }

    /** Fires an event to the application's observers, on this thread; what one throws goes to the caller. */
    public void fire(Object event) {
        if (model().observes(event.getClass())) {
            inside(() -> container.beans().getEvent().fire(event));
        }
    }

    /** Runs code with the application's class loader as context class loader. */
    void inside(Runnable code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader());
        try {
            code.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Returns a bean of the application by its type, if there is just one. */
    public <T> Optional<T> bean(Class<T> type) {
        Instance<T> found = container.beans().createInstance().select(type);
        return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
    }

    /** Logs what application code let escape, counts it and tells the observers of {@link WorkerError}. Never throws. */
    public void failed(Place place, Throwable cause) {
        Thrown.log(cause, printable -> LOG.failed(place, printable));
        count(cause);
    }

    /** Logs what an observer of an event of the server's let escape. */
    public void observerFailed(Class<?> event, Throwable cause) {
        Thrown.log(cause, printable -> LOG.observerFailed(event.getSimpleName(), printable));
        count(cause);
    }

    /** As {@link #failed}, for a failure that is logged already. */
    public void count(Throwable cause) {
        failures.countEscaped();
        if (errors != null) {
            try {
                errors.accept(new WorkerError(server, id, cause));
            } catch (RuntimeException | Error e) {
                Thrown.log(e, printable -> LOG.observerFailed(WorkerError.class.getSimpleName(), printable));
            }
        }
    }

    /** Returns what an engine has made for this worker when it started. */
    @SuppressWarnings("unchecked") // put by set, with the same part
    public <T> T part(Part<T> part) {
        return (T) parts[part.index()];
    }

    /** Keeps what an engine has made for this worker; before the worker takes its first request. */
    public <T> void set(Part<T> part, T value) {
        parts[part.index()] = value;
    }

    /** Returns how many leases are out. */
    public long active() {
        return lease.active();
    }

    /**
     * Waits until all leases are returned, when the worker takes no new ones.
     *
     * @return false if some are still out after that time, or when this thread is interrupted, which it still is then
     */
    public boolean drain(Duration atMost) {
        boolean drained = isIdleWithin(atMost);
        long left = active();
        if (!drained && left > 0) {
            LOG.notDrained(id, left == 1 ? "1 unit of work" : left + " units of work");
        }
        return drained;
    }

    /** Waits as {@link #drain} does, and says nothing if that takes too long. */
    public boolean isIdleWithin(Duration atMost) {
        return lease.isIdleWithin(atMost);
    }

    /**
     * Interrupts what still runs, after it has been logged where that stands, and gives it that time to end. No work can be
     * handed over afterwards; {@link #close} is still to be called.
     *
     * @return false if something goes on all the same
     */
    public boolean interrupt(Duration atMost) {
        interrupted = true;
        for (Thread thread : threads.busy()) {
            LOG.stillRuns(id, thread.getName(), new StillRunning(thread));
        }
        threads.close();
        return isIdleWithin(atMost);
    }

    /** Tells whether its time is over, so that what it runs was interrupted. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /**
     * Closes it, drained or not: interrupts what still runs, destroys the lanes' beans and closes the container. What goes
     * wrong is logged. Called once.
     */
    public void close() {
        threads.requests().close();
        inside(() -> {
            try {
                lanes.destroy(container.extension());
                container.close().run();
            } catch (RuntimeException | Error e) {
                LOG.closeFailed(id, e);
            }
        });
        threads.close(); // the last events of the container may need them
    }
}
