package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpMessages.MESSAGES;

import java.util.Set;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionListener;
import io.undertow.server.session.SessionManager;
import io.undertow.server.session.SessionManagerStatistics;

import dev.swell.runtime.worker.Part;
import dev.swell.runtime.worker.Worker;

/** Undertow's sessions as one worker's code sees them: they keep no object of its classes longer than the worker lives. */
record ApplicationSessions(SessionManager manager, Worker worker) implements SessionManager {

    static final Part<ApplicationSessions> PART = new Part<>();

    private Session seen(Session session) {
        return session == null ? null : new ApplicationSession(session, this);
    }

    @Override
    public Session createSession(HttpServerExchange exchange, SessionConfig config) {
        return seen(manager.createSession(exchange, config));
    }

    @Override
    public Session getSession(HttpServerExchange exchange, SessionConfig config) {
        return seen(manager.getSession(exchange, config));
    }

    @Override
    public Session getSession(String id) {
        return seen(manager.getSession(id));
    }

    @Override
    public void start() {
        throw MESSAGES.serversSessions("started");
    }

    @Override
    public void stop() {
        throw MESSAGES.serversSessions("stopped");
    }

    @Override
    public void registerSessionListener(SessionListener listener) {
        throw MESSAGES.serversSessions("listened to");
    }

    @Override
    public void removeSessionListener(SessionListener listener) {
        // none was ever registered
    }

    @Override
    public void setDefaultSessionTimeout(int seconds) {
        throw MESSAGES.serversSessions("given another timeout");
    }

    @Override
    public String getDeploymentName() {
        return manager.getDeploymentName();
    }

    @Override
    public Set<String> getTransientSessions() {
        return manager.getTransientSessions();
    }

    @Override
    public Set<String> getActiveSessions() {
        return manager.getActiveSessions();
    }

    @Override
    public Set<String> getAllSessions() {
        return manager.getAllSessions();
    }

    @Override
    public SessionManagerStatistics getStatistics() {
        return manager.getStatistics();
    }
}
