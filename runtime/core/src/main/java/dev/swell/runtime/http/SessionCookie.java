package dev.swell.runtime.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.server.handlers.CookieSameSiteMode;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionManager;
import io.undertow.util.AttachmentKey;

/**
 * Where a session's id travels. Undertow would give a new session the id that a client has made up, which is how sessions
 * are stolen: here only ids of sessions that exist are found.
 */
final class SessionCookie implements SessionConfig {

    private static final AttachmentKey<String> CURRENT = AttachmentKey.create(String.class);

    private final String name;
    private final SessionManager sessions;

    SessionCookie(String name, SessionManager sessions) {
        this.name = name;
        this.sessions = sessions;
    }

    @Override
    public void setSessionId(HttpServerExchange exchange, String id) {
        exchange.putAttachment(CURRENT, id);
        exchange.setResponseCookie(cookie(exchange, id));
    }

    @Override
    public void clearSession(HttpServerExchange exchange, String id) {
        exchange.removeAttachment(CURRENT);
        exchange.setResponseCookie(cookie(exchange, "").setMaxAge(0));
    }

    private Cookie cookie(HttpServerExchange exchange, String value) {
        return new CookieImpl(name, value).setPath("/").setHttpOnly(true).setSecure(exchange.isSecure())
                .setSameSiteMode(CookieSameSiteMode.LAX.toString());
    }

    @Override
    public String findSessionId(HttpServerExchange exchange) {
        String current = exchange.getAttachment(CURRENT); // changed or made in this request
        if (current != null) {
            return current;
        }
        Cookie cookie = exchange.getRequestCookie(name);
        return cookie != null && sessions.getSession(cookie.getValue()) != null ? cookie.getValue() : null;
    }

    @Override
    public SessionCookieSource sessionCookieSource(HttpServerExchange exchange) {
        return findSessionId(exchange) == null ? SessionCookieSource.NONE : SessionCookieSource.COOKIE;
    }

    @Override
    public String rewriteUrl(String originalUrl, String sessionId) {
        return originalUrl;
    }
}
