package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpLogger.LOG;
import static dev.swell.runtime.http.HttpMessages.MESSAGES;

import java.util.concurrent.RejectedExecutionException;

import org.xnio.XnioIoThread;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.InMemorySessionManager;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionListener;
import io.undertow.server.session.SessionManager;

import dev.swell.extension.model.Place;
import dev.swell.extension.scope.Instances;
import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.worker.SessionBeans;
import dev.swell.runtime.worker.SessionSource;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/** The sessions of all clients, with the {@code @SessionScoped} beans in them. Safe for any thread. */
public final class Sessions {

    private static final Place END = new Place("The end of a session", "");
    private static final int MAX_SESSIONS = 100_000;

    private final Workers workers;
    private final InMemorySessionManager manager;
    private final SessionCookie cookie;

    Sessions(HttpSettings settings, Workers workers) {
        this(settings, workers, MAX_SESSIONS);
    }

    /** Makes one for at most so many sessions; the oldest ends when there is one more. */
    Sessions(HttpSettings settings, Workers workers, int maxSessions) {
        this.workers = workers;
        this.manager = new InMemorySessionManager("swell", maxSessions, true);
        this.cookie = new SessionCookie(settings.sessionCookie(), manager);
        manager.setDefaultSessionTimeout((int) Math.max(1, settings.sessionTimeout().toSeconds()));
        manager.registerSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session, HttpServerExchange exchange) {
                SessionState.begin(session, exchange.getIoThread());
            }

            @Override
            public void sessionDestroyed(Session session, HttpServerExchange exchange,
                    SessionDestroyedReason reason) {
                ended(session, reason == SessionDestroyedReason.TIMEOUT);
            }
        });
        manager.start();
    }

    /** Returns the session of the client that sent this request, or null. */
    public Session find(HttpServerExchange exchange) {
        return manager.getSession(exchange, cookie);
    }

    /** Returns the session with that id, or null. */
    public Session find(String id) {
        return manager.getSession(id);
    }

    /** Is to be called for each worker before it takes its first request. */
    void prepare(Worker worker) {
        worker.set(ApplicationSessions.PART, new ApplicationSessions(manager, worker));
    }

    /** Returns the session of a request that begins; makes Undertow's own API for sessions work in its handlers. */
    ClientSession of(HttpServerExchange exchange, Worker worker) {
        exchange.putAttachment(SessionManager.ATTACHMENT_KEY, worker.part(ApplicationSessions.PART));
        exchange.putAttachment(SessionConfig.ATTACHMENT_KEY, cookie);
        return new ClientSession(this, exchange);
    }

    /** Begins a session, under an id that the client doesn't know yet. */
    Session begin(HttpServerExchange exchange) {
        return manager.createSession(exchange, cookie);
    }

    /**
     * Returns the beans of a session, for messages on a connection that has outlived the request that found it; null if the
     * session is null or has ended. No session is begun through it.
     */
    public static Instances later(Worker worker, Session session) {
        return session == null || session.isInvalid() ? null : worker.session(new Later(session));
    }

    /** Returns the beans of a session, or null if it has ended. */
    static SessionBeans beans(Session session) {
        SessionState state = state(session);
        return state == null ? null : state.beans();
    }

    private static SessionState state(Session session) {
        try {
            return SessionState.of(session);
        } catch (IllegalStateException e) { // it has ended this moment
            LOG.tracef(e, "A session ended while it was looked at");
            return null;
        }
    }

    /**
     * Has all sessions let go of what belongs to a worker that was replaced; they go on in the worker that is current, with
     * what can be carried over. To be called when the worker has no requests any more and before it is closed. Runs
     * application code, on this thread; what it throws is logged.
     */
    public void passivate(Worker worker) {
        worker.leaveSessions();
        for (String id : manager.getAllSessions()) {
            Session session = manager.getSession(id);
            SessionState state = session == null ? null : state(session);
            if (state != null) {
                state.leave(worker);
            }
        }
    }

    /**
     * Destroys the beans.
     *
     * @param elsewhere whether on a thread of the worker's own: this one belongs to the master, where application code may
     *        leave nothing behind
     */
    private void ended(Session session, boolean elsewhere) {
        SessionState state = state(session);
        if (state == null) {
            return;
        }
        if (state.beans().endUnused()) {
            state.values().clear();
            return;
        }
        Worker worker = workers.lease();
        if (!elsewhere && !(Thread.currentThread() instanceof XnioIoThread)) {
            end(worker, state);
            return;
        }
        try {
            worker.handover().hand(state.thread(), () -> end(worker, state));
        } catch (RejectedExecutionException e) { // it is being closed
            worker.release();
        }
    }

    private static void end(Worker worker, SessionState state) {
        try {
            worker.end(state.beans());
        } catch (RuntimeException | Error e) { // the session ends all the same
            worker.failed(END, e);
        } finally {
            state.values().clear();
        }
    }

    /** Ends all sessions, and their beans with them. Runs application code; to be called before the worker is closed. */
    void close() {
        manager.stop();
    }

    private record Later(Session session) implements SessionSource {

        @Override
        public SessionBeans find() {
            return beans(session);
        }

        @Override
        public SessionBeans begin() {
            throw MESSAGES.noSession();
        }
    }
}
