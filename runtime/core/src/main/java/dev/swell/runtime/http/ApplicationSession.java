package dev.swell.runtime.http;

import java.util.Set;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionManager;

import dev.swell.runtime.worker.SessionValues;

/** A session as one worker's code sees it: the attributes are values of its own classes. */
record ApplicationSession(Session session, ApplicationSessions seenIn) implements Session {

    /** Returns the values; as Undertow does, throws {@link IllegalStateException} if the session has ended. */
    private SessionValues values() {
        return SessionState.of(session).values();
    }

    @Override
    public Object getAttribute(String name) {
        return values().get(seenIn.worker(), name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return values().names();
    }

    @Override
    public Object setAttribute(String name, Object value) {
        return value == null ? removeAttribute(name) : values().set(seenIn.worker(), name, value);
    }

    @Override
    public Object removeAttribute(String name) {
        return values().remove(seenIn.worker(), name);
    }

    @Override
    public SessionManager getSessionManager() {
        return seenIn;
    }

    @Override
    public String getId() {
        return session.getId();
    }

    @Override
    public void requestDone(HttpServerExchange exchange) {
        session.requestDone(exchange);
    }

    @Override
    public long getCreationTime() {
        return session.getCreationTime();
    }

    @Override
    public long getLastAccessedTime() {
        return session.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        session.setMaxInactiveInterval(seconds);
    }

    @Override
    public int getMaxInactiveInterval() {
        return session.getMaxInactiveInterval();
    }

    @Override
    public void invalidate(HttpServerExchange exchange) {
        session.invalidate(exchange);
    }

    @Override
    public String changeSessionId(HttpServerExchange exchange, SessionConfig config) {
        return session.changeSessionId(exchange, config);
    }

    @Override
    public boolean isInvalid() {
        return session.isInvalid();
    }
}
