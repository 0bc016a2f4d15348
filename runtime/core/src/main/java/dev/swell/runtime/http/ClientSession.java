package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpLogger.LOG;
import static dev.swell.runtime.http.HttpMessages.MESSAGES;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.util.Headers;

import dev.swell.runtime.worker.SessionBeans;
import dev.swell.runtime.worker.SessionSource;

/** The session that a request brings along, or begins. */
final class ClientSession implements SessionSource {

    private final Sessions sessions;
    private final HttpServerExchange exchange;
    private Session session;

    ClientSession(Sessions sessions, HttpServerExchange exchange) {
        this.sessions = sessions;
        this.exchange = exchange;
        if (exchange.getRequestHeaders().contains(Headers.COOKIE)) {
            session = sessions.find(exchange); // now, since its timeout doesn't run while the request does
        }
    }

    /** Returns the session, or null. */
    Session session() {
        if (session == null || session.isInvalid()) {
            session = sessions.find(exchange);
        }
        return session;
    }

    @Override
    public SessionBeans find() {
        Session found = session();
        return found == null ? null : Sessions.beans(found);
    }

    @Override
    public SessionBeans begin() {
        if (exchange.isResponseStarted()) {
            throw MESSAGES.tooLateForSession(exchange.getRequestPath());
        }
        session = sessions.begin(exchange);
        return Sessions.beans(session);
    }

    /** Says that the request is over, from when on the session's timeout counts. */
    void requestDone() {
        if (session != null) {
            try {
                session.requestDone(exchange);
            } catch (IllegalStateException e) {
                LOG.debugf(e, "A session ended together with a request");
            }
        }
    }
}
