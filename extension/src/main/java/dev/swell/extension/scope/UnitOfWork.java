package dev.swell.extension.scope;

import java.security.Principal;
import java.util.function.Supplier;

/**
 * One request, message, task, event or job, as the contexts see it. It is bound to the thread that works on it, one at a
 * time; it may move to another thread if the two hand it over safely.
 */
public final class UnitOfWork {

    private static final ThreadLocal<UnitOfWork> CURRENT = new ThreadLocal<>();

    private final Object container;
    private final Instances lane;
    private final Instances session;
    private final Supplier<Principal> principal;
    private BeanStore request;

    /**
     * Makes one that is not bound to a thread yet.
     *
     * @param container whose contexts serve it: the extension of that container itself, not an injected one, which is a proxy
     * @param lane the lane's instances, or null if there are no lanes
     * @param session the client's session, or null where there is none
     * @param principal gives who the client is, or null; asked each time somebody wants to know
     */
    public UnitOfWork(Object container, Instances lane, Instances session, Supplier<Principal> principal) {
        this.container = container;
        this.lane = lane;
        this.session = session;
        this.principal = principal;
    }

    /** Returns the unit that this thread works on, or null. */
    public static UnitOfWork current() {
        return CURRENT.get();
    }

    /**
     * Binds a unit to this thread, or none.
     *
     * @return what was bound before, to be put back in a {@code finally}
     */
    public static UnitOfWork bind(UnitOfWork unit) {
        UnitOfWork before = CURRENT.get();
        if (unit == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(unit);
        }
        return before;
    }

    boolean belongsTo(Object other) {
        return container == other;
    }

    /** Returns the lane's instances, or null if there are no lanes. */
    public Instances lane() {
        return lane;
    }

    /** Returns the client's session, or null where there is none. */
    public Instances session() {
        return session;
    }

    Principal principal() {
        return principal.get();
    }

    Instances request() {
        if (request == null) {
            request = new BeanStore();
        }
        return request;
    }

    /** Tells whether any request-scoped bean was used. */
    public boolean usesBeans() {
        return request != null;
    }

    /** Destroys the request-scoped beans; the unit must be bound to this thread. */
    public void destroyRequest() {
        if (request != null) {
            request.destroyAll();
        }
    }
}
