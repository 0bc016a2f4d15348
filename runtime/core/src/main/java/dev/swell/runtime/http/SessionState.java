package dev.swell.runtime.http;

import org.xnio.XnioIoThread;

import io.undertow.server.session.Session;

import dev.swell.runtime.worker.SessionBeans;
import dev.swell.runtime.worker.SessionValues;
import dev.swell.runtime.worker.Worker;

/**
 * What is kept in one of Undertow's sessions, and nothing else is.
 *
 * @param beans the session-scoped beans
 * @param values the attributes that application code has set
 * @param thread where its end is handed over from
 */
record SessionState(SessionBeans beans, SessionValues values, XnioIoThread thread) {

    private static final String KEY = SessionState.class.getName();

    static void begin(Session session, XnioIoThread thread) {
        session.setAttribute(KEY, new SessionState(new SessionBeans(), new SessionValues(), thread));
    }

    /**
     * Returns that of a session.
     *
     * @throws IllegalStateException if the session has ended
     */
    static SessionState of(Session session) {
        return (SessionState) session.getAttribute(KEY);
    }

    void leave(Worker worker) {
        beans.leave(worker);
        values.leave(worker);
    }
}
